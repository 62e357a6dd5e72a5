import KeylessAWS
import KeylessAccounts
import KeylessCalls

/// The managed policy that a call is about, by its ARN.
struct PolicyTarget: Sendable {
  let arn: String

  /// A policy that can be read: the account's own, or AWS's own.
  func policy(in contents: Contents, _ call: CallScope) throws(Refusal) -> ManagedPolicy {
    try refuseOtherARNs()
    guard let policy = contents.policy(arn: arn, account: call.account) else { throw Refusal(.noSuchPolicy(arn)) }
    return policy
  }

  func policy(_ call: CallScope) throws(Refusal) -> ManagedPolicy { try policy(in: call.accounts.snapshot, call) }

  /// A policy for a call about its versions, which has a sentence of its own for one that is not there.
  func policy(for version: String, in contents: Contents, _ call: CallScope) throws(Refusal) -> ManagedPolicy {
    try refuseOtherARNs()
    guard let policy = contents.policy(arn: arn, account: call.account) else {
      throw Refusal(.noSuchVersion(version, of: arn))
    }
    return policy
  }

  /// Refuses to change what is AWS's; `what` is the plural of what the call is about.
  func refuseForeign(_ policy: ManagedPolicy, _ verb: String, _ what: String = "policies") throws(Refusal) {
    guard policy.account.utf8.elementsEqual("aws".utf8) else { return }
    throw Refusal(.outsideAccount(verb, what))
  }

  private func refuseOtherARNs() throws(Refusal) {
    guard let parsed = try? ARN(parsing: arn), ASCII.begins(parsed.resource, with: "policy/") else {
      throw Refusal(.invalidIAMARN(arn))
    }
  }

  /// What the call must be allowed on this policy.
  func demands(
    _ action: String,
    _ call: CallScope,
    context: [(key: String, values: [String])] = []
  ) -> [Demand] {
    let tags = call.accounts.snapshot.policy(arn: arn, account: call.account)?.tags ?? []
    return [Demand("iam:\(action)", on: arn, context: context + TagRules.context(ofResource: tags))]
  }
}

extension QueryError {
  static func noSuchVersion(_ version: String, of arn: String) -> QueryError {
    .noSuchEntity("Policy \(arn) version \(version) does not exist or is not attachable.")
  }

  fileprivate static func outsideAccount(_ verb: String, _ what: String) -> QueryError {
    QueryError(code: "AccessDenied", status: 403, message: "Cannot \(verb) \(what) outside your own account.")
  }
}
