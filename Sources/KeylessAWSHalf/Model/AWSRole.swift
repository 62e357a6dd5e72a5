package import KeylessSource

/// A role: who may assume it, and what it may do.
package struct AWSRole: Sendable {
  /// `aws_iam_role.deploy`, `module.ci.aws_iam_role.this["api"]`, or `role/deploy` of an account.
  package var address: String
  package var account: AccountID
  /// Nil when it cannot be known.
  package var name: Located<String>?
  package var path: String
  package var trust: TrustPolicy
  /// What the files say of a trust policy of which something is unknown: two states of it are told apart by this.
  package var openTrust: JSON?
  /// Every policy that grants it something.
  package var permissions: [GrantedPolicy]
  /// Whether `permissions` are all there are; false when the files are silent or something of them is unknown.
  package var permissionsAreComplete: Bool
  package var boundary: GrantedPolicy?
  /// In seconds; nil where it is left to the default of one hour.
  package var maxSessionDuration: Located<Int>?
  /// What the role allows, in seconds, the default where it is left to that; nil where nothing tells.
  package var longestSession: Int?
  /// The head of the declaration, or the role's name in an account.
  package var span: SourceSpan

  package init(
    address: String,
    account: AccountID,
    name: Located<String>?,
    path: String = "/",
    trust: TrustPolicy,
    openTrust: JSON? = nil,
    permissions: [GrantedPolicy] = [],
    permissionsAreComplete: Bool = false,
    boundary: GrantedPolicy? = nil,
    maxSessionDuration: Located<Int>? = nil,
    longestSession: Int? = nil,
    span: SourceSpan
  ) {
    self.address = address
    self.account = account
    self.name = name
    self.path = path
    self.trust = trust
    self.openTrust = openTrust
    self.permissions = permissions
    self.permissionsAreComplete = permissionsAreComplete
    self.boundary = boundary
    self.maxSessionDuration = maxSessionDuration
    self.longestSession = longestSession ?? maxSessionDuration?.value
    self.span = span
  }
}
