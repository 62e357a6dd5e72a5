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
    let step = step(to: other, trust: CompiledPolicy(other.trust))
    guard case .refused = step else { return step }
    // The address and the time are nobody's choice, so what the trust policy asks of them is left open.
    guard let (trust, keys) = Self.withoutCircumstances(other.trust) else { return step }
    let names = keys.map { "`\($0)`" }.joined(separator: ", ")
    let condition = "if \(names) is what `\(other.name)` asks for"
    return switch self.step(to: other, trust: CompiledPolicy(trust)) {
    case .refused: .refused
    case .possible(let reason): .possible("\(condition), and \(reason)")
    case .certain(let note): .possible(note.map { "\(condition), \($0)" } ?? condition)
    }
  }

  private func step(to other: RoleEntry, trust: CompiledPolicy) -> Step {
    let names = ChainChoices.sessionNames(other.trust)
    let ids: [String?] = [nil] + ChainChoices.externalIDs(other.trust).map(Optional.some)
    for id in ids {
      for name in names {
        let choice = Choice(externalID: id, sessionName: name)
        let step = decided(other, trust, choice)
        if case .refused = step { continue }
        // Whoever calls chooses it, and the trust policy says which one.
        var notes: [String] = []
        if id != nil { notes.append("with the external id that `\(other.name)` asks for") }
        if name != ChainChoices.usualName { notes.append("with a session name like `\(name)`") }
        guard !notes.isEmpty else { return step }
        let note = notes.joined(separator: ", ")
        if case .possible(let reason) = step { return .possible("\(note), and \(reason)") }
        return .certain(note)
      }
    }
    return .refused
  }

  private struct Choice {
    var externalID: String?
    var sessionName: String
  }

  private func decided(_ other: RoleEntry, _ trust: CompiledPolicy, _ choice: Choice) -> Step {
    let request = request(other, choice)
    guard let permissions = role.permissions, other.arn != nil else {
      // Of a role that says nothing of its policies only the other one's trust is known.
      guard trust.decide(request) == .allow else { return .refused }
      return .possible("if `\(role.name)` may call sts:AssumeRole on it")
    }
    let known = authorization(permissions, permissions.policies, other, trust).decide(request) == .allow
    guard let first = permissions.unread.first else { return known ? .certain(nil) : .refused }
    // What is not there may allow everything, and may forbid anything.
    if let everything = RolePermissions.everything {
      let most = permissions.policies + [everything]
      guard authorization(permissions, most, other, trust).decide(request) == .allow else { return .refused }
    }
    return .possible("if `\(first)`, which was not given, \(known ? "does not forbid" : "allows") sts:AssumeRole on it")
  }

  private func authorization(
    _ permissions: RolePermissions,
    _ identity: [CompiledPolicy],
    _ other: RoleEntry,
    _ trust: CompiledPolicy
  ) -> Authorization {
    Authorization(
      identity: identity,
      resource: trust,
      resourceAccount: other.arn.map(Self.account),
      boundary: permissions.boundary
    )
  }

  private func request(_ other: RoleEntry, _ choice: Choice) -> PolicyRequest {
    var keys: [(String, [String])] = [
      ("aws:PrincipalArn", [arn]), ("aws:PrincipalAccount", [account]), ("aws:PrincipalType", ["AssumedRole"]),
      ("aws:SecureTransport", ["true"]), ("sts:RoleSessionName", [choice.sessionName]),
    ]
    if let id = choice.externalID { keys.append(("sts:ExternalId", [id])) }
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

  /// The policy without what its `Allow` statements ask of address and time; nil where they ask nothing.
  private static func withoutCircumstances(_ trust: PolicyDocument) -> (PolicyDocument, keys: [ConditionKey])? {
    let all = [
      "aws:SourceIp", "aws:VpcSourceIp", "aws:CurrentTime", "aws:EpochTime", "aws:SourceVpc", "aws:SourceVpce",
    ]
    let circumstances = Set(all.map { ConditionKey($0) })
    var (out, keys): (PolicyDocument, [ConditionKey]) = (trust, [])
    for index in out.statements.indices where out.statements[index].effect.value == .allow {
      for clause in out.statements[index].conditions where circumstances.contains(clause.key.value) {
        if !keys.contains(clause.key.value) { keys.append(clause.key.value) }
      }
      out.statements[index].conditions.removeAll { circumstances.contains($0.key.value) }
    }
    return keys.isEmpty ? nil : (out, keys)
  }
}
