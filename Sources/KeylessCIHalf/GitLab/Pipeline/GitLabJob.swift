package import KeylessSource

/// A job with everything that `default`, `extends`, `variables` and its rules make of it.
package struct GitLabJob: Sendable {
  package var name: Located<String>
  /// Its own keywords and those it takes from `default`.
  package var body: GitLabNode
  package var tokens: [GitLabIDToken]
  /// Where `id_tokens` is written: in the job, in what it extends, or under `default`.
  package var tokenSpan: SourceSpan?
  /// Whether the tokens are those of `default`.
  package var hasDefaultTokens: Bool
  /// The names the job extends, with their places.
  package var extends: [Located<String>]
  package var image: CIText?
  package var environment: GitLabJobEnvironment?
  /// Paths of artifacts and of caches, and dotenv reports.
  package var artifacts: [Located<String>]
  package var caches: [Located<String>]
  package var dotenv: [Located<String>]
  /// What `artifacts: exclude` leaves out of them.
  package var excluded: [String]
  /// Whether everything that git does not know becomes an artifact.
  package var keepsUntracked: Bool
  /// Where its text uses the token variables that GitLab removed.
  package var removedTokens: [Located<String>]
  /// One per set of variables that a rule or `parallel:matrix` gives; at least one.
  package var variants: [GitLabVariant]

  package var isTrigger: Bool { body["trigger"] != nil }
}

/// A token that a job declares.
package struct GitLabIDToken: Hashable, Sendable {
  /// At the variable's name.
  package var name: Located<String>
  /// At the value of `aud`; nil when it is missing.
  package var audience: SourceSpan?
}

/// What a job says of its environment.
package struct GitLabJobEnvironment: Hashable, Sendable {
  package var name: CIText
  package var action: Located<String>?
  package var tier: Located<String>?
}

/// A job with one set of variables, and what its scripts do with them.
package struct GitLabVariant: Sendable {
  package var job: CIJob
  /// The variables it has before its script begins, by name.
  package var given: [CIVariable]
  /// `before_script` and `script`, which share a shell.
  package var script: ShellRun
  /// `after_script`, which has its own.
  package var after: ShellRun

  package var steps: [ShellStep] { script.steps + after.steps }
}
