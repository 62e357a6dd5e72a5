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
    // The text follows the one for `Resource` (unverified).
    guard !policy.compiled.document.statements.contains(where: { $0.principal?.isNegated == true }) else {
      throw Refusal(
        .malformedPolicyDocument("Has prohibited field NotPrincipal"),
        because:
          "a role's trust policy says whom it is about, never whom it is not about (IAM User Guide, `NotPrincipal`)"
      )
    }
    if let message = SharedIssuerControl.violation(of: policy.compiled.document) {
      throw Refusal(.malformedPolicyDocument(message))
    }
    return policy
  }

  /// The trust policy as a role keeps it; refuses one that names a user or a role which is not there.
  ///
  /// Accounts that this AWS does not have are nobody's to check, and AWS does not ask whether a federated provider exists.
  func kept(_ trust: StoredPolicy, in contents: Contents) throws(Refusal) -> StoredPolicy {
    for statement in trust.compiled.document.statements {
      for entry in statement.principal?.entries ?? [] {
        guard let stranger = stranger(entry.value, in: contents) else { continue }
        throw Refusal(.malformedPolicyDocument("Invalid principal in policy: \"AWS\":\"\(stranger)\""))
      }
    }
    return trust.namingIDs(in: contents)
  }

  private func stranger(_ entry: PrincipalEntry, in contents: Contents) -> String? {
    switch entry {
    // What a deleted user or role has left in the document.
    case .uniqueID(let id): return contents.arn(ofPrincipal: id) == nil ? id : nil
    case .arn(let text):
      guard let arn = try? ARN(parsing: text), ASCII.equal(arn.account, account) || contents.holds(arn.account) else {
        return nil
      }
      return exists(arn, in: contents[arn.account]) ? nil : text
    case .everyone, .account, .federated, .anyFederated, .service, .anyService, .canonicalUser: return nil
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
