package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Says when, where and for what a key was last used, and whose it is.
///
/// For a key that no user of the account has, IAM answers as to one that the caller may not ask about.
package struct GetAccessKeyLastUsedAction: QueryAction {
  package static let name = "GetAccessKeyLastUsed"

  private let id: String

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    id = parameters.accessKeyID()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    guard let user = call.contents.user(accessKey: id) else { return [] }
    return UserTarget(name: user.name).demands(Self.name, call)
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    guard let user = call.contents.user(accessKey: id) else {
      throw Refusal(.notAuthorizedForKey(id, caller: call.caller.arn), because: "no user has the access key \(id)")
    }
    let last = call.accounts.usage.last(id)
    // Never used: no date, and words where the names would be.
    var fields: [WireValue.Field] = last.map { [.init("LastUsedDate", .time($0.time))] } ?? []
    fields += [
      .init("ServiceName", .text(last?.service ?? "N/A")), .init("Region", .text(last?.region ?? "N/A")),
    ]
    return .structure([.init("UserName", .text(user.name)), .init("AccessKeyLastUsed", .structure(fields))])
  }
}

extension QueryError {
  /// Without the colon that other denials have.
  fileprivate static func notAuthorizedForKey(_ id: String, caller: String) -> QueryError {
    QueryError(
      code: "AccessDenied",
      status: 403,
      message: "User: \(caller) is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key \(id)"
    )
  }
}
