import KeylessPolicy
import KeylessSource

/// One step of a role chain: whether whoever has become one role may become another.
struct RoleChain {
  private let role: RoleEntry
  private let arn: String
  private let account: String
  private let session: String

  /// Nil for a role without an ARN, which no trust policy can name.
  init?(from role: RoleEntry) {
    guard let arn = role.arn else { return nil }
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, let name = parts[5].split(separator: "/").last else { return nil }
    self.role = role
    self.arn = arn
    account = parts[4]
    session = "arn:\(parts[1]):sts::\(parts[4]):assumed-role/\(name)/keyless"
  }

  enum Step {
    case refused
    /// With what it still depends on, which the dump does not say.
    case possible(String)
    case certain(String?)
  }

  func step(to other: RoleEntry) -> Step {
    let step = decided(other, externalID: nil)
    guard case .refused = step, let id = Self.externalID(in: other.trust) else { return step }
    // Whoever calls chooses it, and the trust policy says which one.
    let note = "with the external id that `\(other.name)` asks for"
    return switch decided(other, externalID: id) {
    case .refused: .refused
    case .possible(let reason): .possible("\(note), and \(reason)")
    case .certain: .certain(note)
    }
  }

  private func decided(_ other: RoleEntry, externalID: String?) -> Step {
    let request = request(other, externalID)
    guard let permissions = role.permissions, other.arn != nil else {
      // Of a role that says nothing of its policies only the other one's trust is known.
      guard CompiledPolicy(other.trust).decide(request) == .allow else { return .refused }
      return .possible("if `\(role.name)` may call sts:AssumeRole on it")
    }
    let known = authorization(permissions, permissions.policies, other).decide(request) == .allow
    guard let first = permissions.unread.first else { return known ? .certain(nil) : .refused }
    // What is not there may allow everything, and may forbid anything.
    var most = permissions
    most.policies.append(RolePermissions.everything)
    guard authorization(most, most.policies, other).decide(request) == .allow else { return .refused }
    return .possible("if `\(first)`, which was not given, \(known ? "does not forbid" : "allows") sts:AssumeRole on it")
  }

  private func authorization(
    _ permissions: RolePermissions,
    _ identity: [CompiledPolicy],
    _ other: RoleEntry
  ) -> Authorization {
    Authorization(
      identity: identity,
      resource: CompiledPolicy(other.trust),
      resourceAccount: other.arn.map(Self.account),
      boundary: permissions.boundary
    )
  }

  private func request(_ other: RoleEntry, _ externalID: String?) -> PolicyRequest {
    var keys: [(String, [String])] = [
      ("aws:PrincipalArn", [arn]), ("aws:PrincipalAccount", [account]), ("aws:PrincipalType", ["AssumedRole"]),
      ("aws:SecureTransport", ["true"]), ("sts:RoleSessionName", ["keyless"]),
    ]
    if let externalID { keys.append(("sts:ExternalId", [externalID])) }
    return PolicyRequest(
      principal: .roleSession(role: arn, session: session),
      action: "sts:AssumeRole",
      resource: other.arn,
      context: RequestContext(keys)
    )
  }

  private static func account(of arn: String) -> String {
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    return parts.count == 6 ? String(parts[4]) : ""
  }

  private static func externalID(in trust: PolicyDocument) -> String? {
    let key = ConditionKey("sts:ExternalId")
    let clauses = trust.statements.filter { $0.effect.value == .allow }.flatMap(\.conditions)
    let asking = clauses.filter { $0.key.value == key && !$0.test.value.comparison.isNegated }
    return asking.flatMap(\.values).lazy.map(\.value.text).first
  }
}
