import KeylessAWS
import KeylessAccounts
import KeylessCalls

/// The managed policy that a call is about, by its ARN.
struct PolicyTarget: Sendable {
  let arn: String

  /// A policy that can be read: the account's own, or AWS's own.
  func policy(in contents: Contents, _ call: CallScope) throws(Refusal) -> ManagedPolicy {
    let parsed = try parsed()
    guard let policy = call.managedPolicy(parsed, in: contents) else {
      throw Refusal(.noSuchPolicy(arn), because: Self.absence(parsed))
    }
    return policy
  }

  func policy(_ call: CallScope) throws(Refusal) -> ManagedPolicy { try policy(in: call.accounts.snapshot, call) }

  /// A policy for a call about its versions, which has a sentence of its own for one that is not there.
  func policy(for version: String, in contents: Contents, _ call: CallScope) throws(Refusal) -> ManagedPolicy {
    let parsed = try parsed()
    guard let policy = call.managedPolicy(parsed, in: contents) else {
      throw Refusal(.noSuchVersion(version, of: arn), because: Self.absence(parsed))
    }
    return policy
  }

  /// Refuses to change what is AWS's; `what` is the plural of what the call is about.
  func refuseForeign(_ policy: ManagedPolicy, _ verb: String, _ what: String = "policies") throws(Refusal) {
    guard policy.account.utf8.elementsEqual("aws".utf8) else { return }
    throw Refusal(.outsideAccount(verb, what))
  }

  private func parsed() throws(Refusal) -> ARN {
    guard let parsed = try? ARN(parsing: arn), ASCII.begins(parsed.resource, with: "policy/") else {
      throw Refusal(.invalidIAMARN(arn))
    }
    return parsed
  }

  /// AWS has far more policies of its own than are here, and the client is told of none that it has.
  static func absence(_ arn: ARN) -> String {
    ASCII.equal(arn.account, "aws")
      ? "this AWS does not have the AWS managed policy \(arn); AWS itself may" : "there is no policy \(arn)"
  }

  /// What the call must be allowed on this policy, which AWS names in words when it denies one (observed for most of
  /// these actions).
  func demands(
    _ action: String,
    _ call: CallScope,
    context: [(key: String, values: [String])] = []
  ) -> [Demand] {
    let tags = call.accounts.snapshot.policy(arn: arn, account: call.account)?.tags ?? []
    let context = context + TagRules.context(ofResource: tags)
    return [Demand("iam:\(action)", on: arn, words: "policy \(arn)", context: context)]
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
