package import KeylessSource

/// What the owner of an AWS account wants to admit, as declared in `keyless.yaml`.
package struct Intent: Hashable, Sendable {
  package var account: Located<String>
  package var partition: String
  /// Used for the job's environment only; IAM is global.
  package var region: String
  package var issuer: Issuer
  package var audience: String
  /// The namespace or owner that every project lies in, when declared.
  package var owner: Located<String>?
  package var subject: Subject
  /// Whether the account has the identity provider already, so that it is looked up instead of made.
  package var reusesProvider: Bool
  /// Put on everything that is made; a role's own tag wins.
  package var tags: [ResourceTag]
  package var state: StateBackend?
  package var roles: [Role]

  package init(
    account: Located<String>,
    partition: String,
    region: String,
    issuer: Issuer,
    audience: String,
    owner: Located<String>?,
    subject: Subject,
    reusesProvider: Bool = false,
    tags: [ResourceTag] = [],
    state: StateBackend? = nil,
    roles: [Role]
  ) {
    self.account = account
    self.partition = partition
    self.region = region
    self.issuer = issuer
    self.audience = audience
    self.owner = owner
    self.subject = subject
    self.reusesProvider = reusesProvider
    self.tags = tags
    self.state = state
    self.roles = roles
  }

  /// The role with exactly this name.
  package func role(named name: String) -> Role? {
    roles.first { $0.name.value.utf8.elementsEqual(name.utf8) }
  }

  /// Reads `keyless.yaml`; the intent is nil as soon as one diagnostic is an error.
  package static func read(_ bytes: [UInt8], file: String) -> (intent: Intent?, diagnostics: [Diagnostic]) {
    var reader = IntentReader(file: file)
    let intent = reader.read(bytes)
    let failed = reader.diagnostics.contains { $0.severity == .error }
    return (failed ? nil : intent, reader.diagnostics)
  }
}
