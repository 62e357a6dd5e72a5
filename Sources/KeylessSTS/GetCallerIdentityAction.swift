package import KeylessAWS
package import KeylessCalls

/// Says who signed the call; it needs no permission, and no policy can deny it (AWS STS API, `GetCallerIdentity`).
package struct GetCallerIdentityAction: QueryAction {
  package static let name = GetCallerIdentity.action

  package init(_ scope: QueryScope) throws(QueryError) {}

  package func demands(_ call: CallScope) -> [Demand] { [] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    GetCallerIdentity.Output(arn: call.caller.arn, userID: call.caller.userID, account: call.account).wireValue
  }
}
