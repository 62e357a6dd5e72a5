package import KeylessAWSHalf
import KeylessPolicy
import KeylessSource
import KeylessTerraform

/// What a role may do by the policies that are known of it: every `Deny`, the boundary and `NotAction` are considered.
package struct RolePowers: Sendable {
  package let role: AWSRole
  private let granted: [(policy: GrantedPolicy, compiled: CompiledPolicy)]
  private let authorization: Authorization
  private let regions: [String]
  /// The accounts in which the role may live; the one that the files leave open is a symbol.
  private let accounts: [(partition: String, id: String)]

  package init(_ role: AWSRole) {
    self.role = role
    granted = role.permissions.compactMap { policy in
      policy.document.map { (policy, CompiledPolicy(Circumstances.removed($0))) }
    }
    authorization = Authorization(
      identity: granted.map(\.compiled),
      boundary: role.boundary?.document.map { CompiledPolicy(Circumstances.removed($0)) }
    )
    let documents = role.permissions.compactMap(\.document) + [role.boundary?.document].compactMap(\.self)
    regions = Circumstances.regions(documents)
    accounts = Self.accounts(role, documents)
  }

  /// Whether a boundary is set whose text is not known, which may forbid all of it.
  package var isBoundaryUnknown: Bool { role.boundary.map { $0.document == nil } ?? false }

  /// The statement by which the role may do this; nil when it may not, as far as is known.
  package func grant(_ action: String, on resource: String, _ keys: [(String, [String])] = []) -> Grant? {
    for region in regions {
      let request = PolicyRequest(action: action, resource: resource, context: context(keys, region))
      guard authorization.decide(request) == .allow else { continue }
      for (policy, compiled) in granted {
        guard let trace = compiled.explain(request).statements.first(where: { $0.applies && $0.effect == .allow }),
          let document = policy.document
        else { continue }
        return Grant(policy, document, trace.index, request)
      }
    }
    return nil
  }

  /// The first of several grants.
  package func grant(_ action: String, onAny resources: [String], _ keys: [(String, [String])] = []) -> Grant? {
    for resource in resources { if let found = grant(action, on: resource, keys) { return found } }
    return nil
  }

  /// ARNs under which the role itself may be known; empty where it has no name.
  package var own: [String] {
    guard let name = role.name?.value else { return [] }
    return arns("role\(role.path)\(name)")
  }

  /// The same resource of IAM in every account in which the role may live.
  package func arns(_ resource: String) -> [String] {
    accounts.map { "arn:\($0.partition):iam::\($0.id):\(resource)" }
  }

  /// An ARN with `REGION` and `ACCOUNT`, in every account and one region.
  package func places(_ resource: String) -> [String] {
    accounts.map { account in
      resource.replacing("REGION", with: "eu-west-1").replacing("ACCOUNT", with: account.id)
    }
  }

  private func context(_ keys: [(String, [String])], _ region: String) -> RequestContext {
    let arn = own.first ?? arns("role/role")[0]
    let base: [(String, [String])] = [
      ("aws:PrincipalArn", [arn]), ("aws:PrincipalType", ["AssumedRole"]), ("aws:SecureTransport", ["true"]),
      ("aws:PrincipalAccount", [accounts[0].id]), ("aws:RequestedRegion", [region]),
    ]
    return RequestContext(base + keys)
  }

  private static func accounts(_ role: AWSRole, _ documents: [PolicyDocument]) -> [(partition: String, id: String)] {
    if case .known(let partition, let id) = role.account { return [(partition, id)] }
    let symbol = String(TerraformSymbol.account.rawValue)
    var out = [("aws", symbol), (String(TerraformSymbol.partition.rawValue), symbol)]
    for document in documents {
      for pattern in document.statements.flatMap({ $0.resource?.patterns ?? [] }) where out.count < 6 {
        let parts = pattern.value.text.source.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 5, parts[2] == "iam", parts[4].utf8.count == 12, !out.contains(where: { $0.1 == parts[4] })
        else { continue }
        out.append(("aws", parts[4]))
      }
    }
    return out
  }
}
