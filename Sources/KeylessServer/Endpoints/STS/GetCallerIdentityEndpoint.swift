import KeylessAWS

/// Says who signed the call.
///
/// It needs no permission (AWS STS API, `GetCallerIdentity`).
struct GetCallerIdentityEndpoint {
  func answer(_ caller: Session) throws(Refusal) -> GetCallerIdentity.Output {
    GetCallerIdentity.Output(
      arn: caller.assumedRoleARN,
      userID: "\(caller.roleID):\(caller.sessionName)",
      account: caller.account.text
    )
  }
}
