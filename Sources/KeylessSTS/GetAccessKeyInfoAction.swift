package import KeylessAWS
package import KeylessCalls
import KeylessPolicy

/// Tells the account that an access key id was made for, whoever's it is and whatever became of it (AWS STS API,
/// `GetAccessKeyInfo`).
///
/// The account stands in the id itself, so nothing is looked up: an id that nobody ever had is answered alike
/// (unverified).
package struct GetAccessKeyInfoAction: QueryAction {
  package static let name = "GetAccessKeyInfo"

  private static let id: [ParameterConstraint] = [.maximumLength(128), .minimumLength(16), .pattern(.word)]
  private static let action = "sts:GetAccessKeyInfo"

  private let accessKeyID: String

  package init(_ scope: QueryScope) throws(QueryError) {
    let id = scope.string("AccessKeyId")
    var validation = ParameterValidation(.sts)
    validation.check(id, "accessKeyId", required: true, Self.id)
    try validation.finish()
    guard let id else { throw .missingAction }
    accessKeyID = id
  }

  /// Asked in `perform`, because the sentence of this one refusal names no resource.
  package func demands(_ call: CallScope) -> [Demand] { [] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    if case .user(_, .some) = call.caller.identity { throw Refusal(.notWithSessionCredentials(Self.name)) }
    try authorize(call)
    guard let account = AccessKeyID(accessKeyID)?.account else { throw Refusal(.unknownAccessKey(accessKeyID)) }
    return .structure([.init("Account", .text(account.text))])
  }

  /// `User: … is not authorized to perform: sts:GetAccessKeyInfo because …` (observed).
  private func authorize(_ call: CallScope) throws(Refusal) {
    let decision = call.decide(Demand(Self.action))
    guard decision.outcome != .allow else { return }
    let sentence = "User: \(call.caller.arn) is not authorized to perform: \(Self.action)\(decision.denialReason)"
    throw Refusal(
      QueryError(code: "AccessDenied", status: 403, message: sentence),
      because: "\(sentence); \(decision.reason)"
    )
  }
}

extension QueryError {
  /// Code and text (unverified).
  fileprivate static func unknownAccessKey(_ id: String) -> QueryError {
    .validation("The access key id \(id) is not valid.")
  }
}
