package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Gives a user temporary credentials of its own (AWS STS API, `GetSessionToken`).
///
/// It needs no permission, and no policy can deny it (IAM User Guide, "Permissions for GetSessionToken"). What its sessions
/// may not do is elsewhere: `CallerAuthentication` keeps them out of IAM, each action of STS decides for itself.
package struct GetSessionTokenAction: QueryAction {
  package static let name = "GetSessionToken"

  /// Twelve hours; a day and a half at most.
  private static let usualDuration = 43_200
  private static let duration: [ParameterConstraint] = [.maximumValue(129_600), .minimumValue(900)]

  private let durationSeconds: Int?

  package init(_ scope: QueryScope) throws(QueryError) {
    durationSeconds = try scope.integer("DurationSeconds")
    var validation = ParameterValidation(.sts)
    validation.check(durationSeconds, "durationSeconds", Self.duration)
    try validation.finish()
    guard scope.string("SerialNumber") == nil, scope.string("TokenCode") == nil else {
      throw .notImplemented("multi-factor authentication (SerialNumber, TokenCode) of sts:GetSessionToken")
    }
  }

  package func demands(_ call: CallScope) -> [Demand] { [] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    guard case .user(let user, nil) = call.caller.identity, let account = AccountID(user.account) else {
      throw Refusal(.notWithSessionCredentials(Self.name))
    }
    let session = Session(
      accessKeyID: AccessKeyID(.session, account: account, random: call.random).text,
      account: account,
      principalARN: user.arn,
      principalID: user.uniqueID,
      sessionName: "",
      issuedAt: call.now,
      expiresAt: call.now + (durationSeconds ?? Self.usualDuration),
      // No role was assumed yet.
      chainDepth: 0
    )
    return .structure([.init("Credentials", try call.issue(session).wireValue)])
  }
}
