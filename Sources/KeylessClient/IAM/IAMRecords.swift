/// An OIDC provider as `GetOpenIDConnectProvider` answers it.
package struct IAMProvider: Hashable, Sendable {
  package var arn: String
  /// Without its scheme, as IAM gives it back.
  package var url: String
  package var clientIDs: [String]
  package var tags: [IAMTag]

  package init(arn: String, url: String, clientIDs: [String], tags: [IAMTag] = []) {
    self.arn = arn
    self.url = url
    self.clientIDs = clientIDs
    self.tags = tags
  }
}

/// A role as `GetRole` answers it.
package struct IAMRole: Hashable, Sendable {
  package var name: String
  package var arn: String
  package var path: String
  package var description: String?
  /// Seconds.
  package var maxSessionDuration: Int
  /// The trust policy as JSON text.
  package var trustPolicy: String
  package var boundary: String?
  package var tags: [IAMTag]

  package init(
    name: String,
    arn: String,
    path: String,
    description: String? = nil,
    maxSessionDuration: Int = 3600,
    trustPolicy: String,
    boundary: String? = nil,
    tags: [IAMTag] = []
  ) {
    self.name = name
    self.arn = arn
    self.path = path
    self.description = description
    self.maxSessionDuration = maxSessionDuration
    self.trustPolicy = trustPolicy
    self.boundary = boundary
    self.tags = tags
  }
}

package struct IAMTag: Hashable, Sendable {
  package var key: String
  package var value: String

  package init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }
}

/// A role with everything it may do, as `GetAccountAuthorizationDetails` lists it (without description and session length).
package struct IAMRoleDetail: Hashable, Sendable {
  package var role: IAMRole
  /// ARNs.
  package var attachedPolicies: [String]
  package var inlinePolicies: [IAMInlinePolicy]

  package init(role: IAMRole, attachedPolicies: [String], inlinePolicies: [IAMInlinePolicy]) {
    self.role = role
    self.attachedPolicies = attachedPolicies
    self.inlinePolicies = inlinePolicies
  }
}

package struct IAMInlinePolicy: Hashable, Sendable {
  package var name: String
  /// JSON text.
  package var document: String

  package init(name: String, document: String) {
    self.name = name
    self.document = document
  }
}
