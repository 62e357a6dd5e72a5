import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessPolicy
import KeylessSource

extension CallScope {
  /// Reads a trust policy as it was sent: its grammar, its size, and AWS's controls for shared issuers.
  func trustPolicy(_ text: String, role: String) throws(Refusal) -> StoredPolicy {
    let policy: StoredPolicy
    do {
      policy = try StoredPolicy(text, kind: .trust, name: "trust policy of \(role)")
    } catch {
      throw Refusal(.malformedPolicyDocument(error.awsMessage), because: error.description)
    }
    guard policy.countedLength <= IAMQuota.trustPolicySize else {
      throw Refusal(.quotaExceeded("ACLSizePerRole", IAMQuota.trustPolicySize))
    }
    if let message = SharedIssuerControl.violation(of: policy.compiled.document) {
      throw Refusal(.malformedPolicyDocument(message))
    }
    return policy
  }

  /// Refuses a trust policy that names a user or a role which is not there; accounts that this AWS does not have are
  /// nobody's to check.
  ///
  /// AWS does not ask whether a federated provider exists.
  func refuseStrangers(_ trust: StoredPolicy, in contents: Contents) throws(Refusal) {
    for statement in trust.compiled.document.statements {
      for entry in statement.principal?.entries ?? [] {
        guard case .arn(let text) = entry.value, let arn = try? ARN(parsing: text),
          ASCII.equal(arn.account, account) || contents.holds(arn.account), !exists(arn, in: contents[arn.account])
        else { continue }
        throw Refusal(.malformedPolicyDocument("Invalid principal in policy: \"AWS\":\"\(text)\""))
      }
    }
  }

  private func exists(_ arn: ARN, in account: AccountContents) -> Bool {
    let text = arn.description
    let parts = arn.resource.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: Array($0), as: UTF8.self) }
    guard ASCII.equal(arn.partition, partition), let kind = parts.first else { return false }
    if ASCII.equal(arn.service, "sts") {
      // A session of a role, which may come later; federated users of `GetFederationToken` need not be there.
      guard ASCII.equal(kind, "assumed-role") else { return ASCII.equal(kind, "federated-user") }
      return parts.count == 3 && account.role(named: parts[1]).map { ASCII.equal($0.name, parts[1]) } == true
    }
    if ASCII.equal(kind, "role") { return account.role(arn: text) != nil }
    guard ASCII.equal(kind, "user"), let name = parts.last else { return false }
    return account.user(named: name).map { ASCII.equal($0.arn, text) } == true
  }
}
