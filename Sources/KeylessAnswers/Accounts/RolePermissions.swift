import KeylessAWSHalf
package import KeylessPolicy
import KeylessSource

/// The policies of a role as far as a dump holds them.
package struct RolePermissions: Sendable {
  package var policies: [CompiledPolicy] = []
  package var boundary: CompiledPolicy?
  /// Attached policies, or a boundary, whose documents are not there or cannot be read.
  package var unread: [String] = []

  /// Nil for an entry that says nothing of policies, as `aws iam get-role` prints it.
  init?(_ role: JSONNode, _ managed: ManagedDocuments) {
    guard role["AttachedManagedPolicies"] != nil || role["RolePolicyList"] != nil else { return nil }
    if case .array(let attached)? = role["AttachedManagedPolicies"]?.value {
      for policy in attached { add(policy, managed) }
    }
    if case .array(let inline)? = role["RolePolicyList"]?.value {
      for policy in inline {
        let name = DumpJSON.text(policy["PolicyName"]) ?? "inline policy"
        guard let compiled = policy["PolicyDocument"].flatMap(Self.compiled) else {
          unread.append(name)
          continue
        }
        policies.append(compiled)
      }
    }
    guard let limit = role["PermissionsBoundary"] else { return }
    let arn = DumpJSON.text(limit["PermissionsBoundaryArn"]) ?? "permissions boundary"
    boundary = managed[arn].flatMap(Self.compiled)
    if boundary == nil { unread.append(arn) }
  }

  private mutating func add(_ policy: JSONNode, _ managed: ManagedDocuments) {
    let arn = DumpJSON.text(policy["PolicyArn"]) ?? DumpJSON.text(policy["PolicyName"]) ?? "attached policy"
    let isAdministrator = arn.hasSuffix(":iam::aws:policy/AdministratorAccess")
    if let policy = managed[arn].flatMap(Self.compiled) ?? (isAdministrator ? Self.everything : nil) {
      policies.append(policy)
    } else {
      unread.append(arn)
    }
  }

  /// What AWS's own policy for administrators says.
  static let everything: CompiledPolicy? = {
    let text = #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#
    return try? CompiledPolicy(PolicyDocument.parse(bytes: Array(text.utf8), file: "everything", kind: .identity))
  }()

  private static func compiled(_ node: JSONNode) -> CompiledPolicy? {
    guard let document = DumpJSON.document(node),
      let policy = try? PolicyDocument.parse(node: document, file: "policy", kind: .identity)
    else { return nil }
    return CompiledPolicy(policy)
  }
}
