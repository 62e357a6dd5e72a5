package import KeylessAWS

/// One call that changes an account; doing it twice has the effect of doing it once.
package enum IAMWrite: Hashable, Sendable {
  case createProvider(url: String, clientIDs: [String], tags: [IAMTag])
  case addClientID(provider: String, clientID: String)
  case tagProvider(String, tags: [IAMTag])
  case untagProvider(String, keys: [String])
  case deleteProvider(String)
  case createRole(IAMRole)
  /// An empty description is none.
  case updateRole(String, description: String, maxSessionDuration: Int)
  case updateTrust(role: String, document: String)
  case putBoundary(role: String, arn: String)
  case deleteBoundary(role: String)
  case attach(role: String, policy: String)
  case detach(role: String, policy: String)
  case putInline(role: String, policy: IAMInlinePolicy)
  case deleteInline(role: String, name: String)
  case tagRole(String, tags: [IAMTag])
  case untagRole(String, keys: [String])
  case deleteRole(String)

  /// The name IAM has for it.
  package var action: String {
    switch self {
    case .createProvider: "CreateOpenIDConnectProvider"
    case .addClientID: "AddClientIDToOpenIDConnectProvider"
    case .tagProvider: "TagOpenIDConnectProvider"
    case .untagProvider: "UntagOpenIDConnectProvider"
    case .deleteProvider: "DeleteOpenIDConnectProvider"
    case .createRole: "CreateRole"
    case .updateRole: "UpdateRole"
    case .updateTrust: "UpdateAssumeRolePolicy"
    case .putBoundary: "PutRolePermissionsBoundary"
    case .deleteBoundary: "DeleteRolePermissionsBoundary"
    case .attach: "AttachRolePolicy"
    case .detach: "DetachRolePolicy"
    case .putInline: "PutRolePolicy"
    case .deleteInline: "DeleteRolePolicy"
    case .tagRole: "TagRole"
    case .untagRole: "UntagRole"
    case .deleteRole: "DeleteRole"
    }
  }

  package var request: QueryRequest {
    QueryRequest(action, service: .iam, parameters: parameters.map { QueryParameter($0.0, $0.1) })
  }

  private var parameters: [(String, String)] {
    switch self {
    case .createProvider(let url, let clientIDs, let tags):
      [("Url", url)] + Self.list("ClientIDList", clientIDs) + Self.tags(tags)
    case .addClientID(let provider, let clientID): [("OpenIDConnectProviderArn", provider), ("ClientID", clientID)]
    case .tagProvider(let provider, let tags): [("OpenIDConnectProviderArn", provider)] + Self.tags(tags)
    case .untagProvider(let provider, let keys): [("OpenIDConnectProviderArn", provider)] + Self.list("TagKeys", keys)
    case .deleteProvider(let provider): [("OpenIDConnectProviderArn", provider)]
    case .createRole(let role):
      [
        ("Path", role.path), ("RoleName", role.name), ("AssumeRolePolicyDocument", role.trustPolicy),
        ("MaxSessionDuration", String(role.maxSessionDuration)),
      ] + (role.description.map { [("Description", $0)] } ?? [])
        + (role.boundary.map { [("PermissionsBoundary", $0)] } ?? []) + Self.tags(role.tags)
    case .updateRole(let role, let description, let duration):
      [("RoleName", role), ("Description", description), ("MaxSessionDuration", String(duration))]
    case .updateTrust(let role, let document): [("RoleName", role), ("PolicyDocument", document)]
    case .putBoundary(let role, let arn): [("RoleName", role), ("PermissionsBoundary", arn)]
    case .attach(let role, let policy), .detach(let role, let policy): [("RoleName", role), ("PolicyArn", policy)]
    case .putInline(let role, let policy):
      [("RoleName", role), ("PolicyName", policy.name), ("PolicyDocument", policy.document)]
    case .deleteInline(let role, let name): [("RoleName", role), ("PolicyName", name)]
    case .tagRole(let role, let tags): [("RoleName", role)] + Self.tags(tags)
    case .untagRole(let role, let keys): [("RoleName", role)] + Self.list("TagKeys", keys)
    case .deleteBoundary(let role), .deleteRole(let role): [("RoleName", role)]
    }
  }

  /// Refusals that pass by themselves: what was made a moment ago is not yet known everywhere.
  var passing: [String] {
    switch self {
    case .deleteRole: ["DeleteConflict"]
    default: []
    }
  }

  private static func list(_ name: String, _ values: [String]) -> [(String, String)] {
    values.enumerated().map { ("\(name).member.\($0.offset + 1)", $0.element) }
  }

  private static func tags(_ tags: [IAMTag]) -> [(String, String)] {
    tags.enumerated().flatMap { index, tag in
      [("Tags.member.\(index + 1).Key", tag.key), ("Tags.member.\(index + 1).Value", tag.value)]
    }
  }
}
