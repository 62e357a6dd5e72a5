package import KeylessFindings

/// One rule: what every report says of it, and the function that finds it.
///
/// A rule is one file with a caseless enum that holds it, and one line in `Rule.all`.
package struct Rule: Sendable {
  package let description: RuleDescription
  package let check: Check

  /// What a rule looks at; each is called once per role, provider, job, pair or root module.
  package enum Check: Sendable {
    case trust(@Sendable (TrustSubject) -> [Finding])
    case permissions(@Sendable (PermissionsSubject) -> [Finding])
    case handshake(@Sendable (HandshakeSubject) -> [Finding])
    case github(@Sendable (GitHubSubject) -> [Finding])
    case gitlab(@Sendable (GitLabSubject) -> [Finding])
    /// Once for all jobs: a rule that says of several what they share.
    case githubJobs(@Sendable ([GitHubSubject]) -> [Finding])
    case gitlabJobs(@Sendable ([GitLabSubject]) -> [Finding])
    case terraform(@Sendable (TerraformSubject) -> [Finding])
    case provider(@Sendable (ProviderSubject) -> [Finding])
    /// A rule that looks at several.
    indirect case both(Check, Check)
  }

  package init(_ description: RuleDescription, _ check: Check) {
    self.description = description
    self.check = check
  }
}

extension Rule.Check {
  /// The checks that look at one kind of thing each, in order.
  var parts: [Self] {
    if case .both(let first, let second) = self { first.parts + second.parts } else { [self] }
  }
}
