package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Makes a long-term key; its secret is in this one answer and is kept nowhere.
package struct CreateAccessKeyAction: QueryAction {
  package static let name = "CreateAccessKey"

  private let target: UserTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.optionalName("UserName"))
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    guard let account = AccountID(call.account) else {
      throw Refusal(.internalFailure, because: "`\(call.account)` is no account")
    }
    let id = AccessKeyID(.longTerm, account: account, random: call.random)
    let salt = call.random(16)
    let (userName, key) = try call.change(target) { user, _ throws(Refusal) in
      guard user.accessKeys.count < IAMQuota.accessKeysPerUser else {
        throw Refusal(.quotaExceeded("AccessKeysPerUser", IAMQuota.accessKeysPerUser))
      }
      let key = AccessKey(id: id.text, created: call.now, salt: salt)
      user.accessKeys.append(key)
      return (user.name, key)
    }
    let secret = WireValue.Field("SecretAccessKey", .text(call.sessions.secret(of: key).exposed))
    return .structure([.init("AccessKey", .structure(key.fields(of: userName) + [secret]))])
  }
}

extension AccessKey {
  /// What every answer says about a key, which leaves out its secret.
  func fields(of userName: String) -> [WireValue.Field] {
    [
      .init("UserName", .text(userName)), .init("AccessKeyId", .text(id)),
      .init("Status", .text(isActive ? "Active" : "Inactive")), .init("CreateDate", .time(created)),
    ]
  }
}
