import KeylessAWS
import KeylessAccounts
import KeylessCalls

extension PageRequest {
  /// A page of the policies attached to a role or a user, in the order of their names (unverified).
  ///
  /// A name is unique among AWS's policies, and among those of an account; so name and owner make the key of a page.
  func attachedPolicies(_ permissions: Permissions, below pathPrefix: String?) throws(Refusal) -> [WireValue.Field] {
    let policies = permissions.attached.map(AttachedPolicy.init)
      .filter { pathPrefix == nil || ASCII.begins($0.path, with: pathPrefix ?? "/") }
      .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return try cut(policies, key: \.key).fields("AttachedPolicies") { .attachedPolicy($0.arn) }
  }
}

/// What the ARN of an attached policy says about it.
private struct AttachedPolicy {
  let arn: String
  let path: String
  let key: String

  init(_ arn: String) {
    self.arn = arn
    let parsed = try? ARN(parsing: arn)
    let resource = parsed?.resource ?? arn
    let name = WireValue.lastPart(of: arn)
    path = String(decoding: resource.utf8.dropFirst("policy".utf8.count).dropLast(name.utf8.count), as: UTF8.self)
    key = "\(ASCII.lowercased(name)) \(parsed?.account ?? "")"
  }
}
