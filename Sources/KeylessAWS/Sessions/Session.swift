/// Everything an issued session is bound to; it travels inside its own token, so no server keeps a table of sessions.
package struct Session: Hashable, Sendable {
  package struct Tag: Hashable, Sendable {
    package var key: String
    package var value: String

    package init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  package var accessKeyID: String
  package var account: AccountID
  /// The role that was assumed; for `GetSessionToken` the user that asked.
  package var principalARN: String
  /// Its unique id: a role deleted and created again under its name does not inherit the session.
  package var principalID: String
  /// Empty for the session of a user.
  package var sessionName: String
  /// Unix seconds.
  package var issuedAt: Int
  package var expiresAt: Int
  /// How many roles were assumed on the way; 1 for a web identity.
  package var chainDepth: Int
  package var providerARN: String?
  package var audience: String?
  package var subject: String?
  package var methods: [String]
  package var sourceIdentity: String?
  package var tags: [Tag]
  package var transitiveTagKeys: [String]
  package var policy: String?
  package var policyARNs: [String]

  package init(
    accessKeyID: String,
    account: AccountID,
    principalARN: String,
    principalID: String,
    sessionName: String,
    issuedAt: Int,
    expiresAt: Int,
    chainDepth: Int = 1,
    providerARN: String? = nil,
    audience: String? = nil,
    subject: String? = nil,
    methods: [String] = [],
    sourceIdentity: String? = nil,
    tags: [Tag] = [],
    transitiveTagKeys: [String] = [],
    policy: String? = nil,
    policyARNs: [String] = []
  ) {
    self.accessKeyID = accessKeyID
    self.account = account
    self.principalARN = principalARN
    self.principalID = principalID
    self.sessionName = sessionName
    self.issuedAt = issuedAt
    self.expiresAt = expiresAt
    self.chainDepth = chainDepth
    self.providerARN = providerARN
    self.audience = audience
    self.subject = subject
    self.methods = methods
    self.sourceIdentity = sourceIdentity
    self.tags = tags
    self.transitiveTagKeys = transitiveTagKeys
    self.policy = policy
    self.policyARNs = policyARNs
  }
}
