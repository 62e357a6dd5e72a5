package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Gives a user another name or path; its id, its keys and its policies stay.
package struct UpdateUserAction: QueryAction {
  package static let name = "UpdateUser"

  private let userName: String
  private let newPath: String?
  private let newUserName: String?

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    userName = parameters.name("UserName")
    newPath = parameters.path("NewPath")
    newUserName = parameters.optionalName("NewUserName", most: 64)
    try parameters.finish()
  }

  /// Both the user as it is and as it will be: whoever may not touch a path must not move users into it either.
  package func demands(_ call: CallScope) -> [Demand] {
    let target = UserTarget(name: userName)
    let demands = target.demands(Self.name, call)
    guard let user = call.contents.user(named: userName) else { return demands }
    let moved = arn(of: user, call)
    guard !ASCII.equal(moved, user.arn) else { return demands }
    return demands + [Demand("iam:UpdateUser", on: moved, context: TagRules.context(ofResource: user.tags))]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change { contents throws(Refusal) in
      let old = try UserTarget(name: userName).user(in: contents, call)
      let name = newUserName ?? old.name
      let taken = contents[call.account].user(named: name)
      if let taken, !ASCII.equal(taken.uniqueID, old.uniqueID) { throw Refusal(.userExists(name)) }
      let user = User(
        arn: arn(of: old, call),
        account: old.account,
        path: newPath ?? old.path,
        name: name,
        uniqueID: old.uniqueID,
        created: old.created,
        permissions: old.permissions,
        tags: old.tags,
        accessKeys: old.accessKeys
      )
      // The store knows users by their names.
      let oldID = Entity.user(old).id
      return ((), (oldID == Entity.user(user).id ? [] : [.remove(oldID)]) + [.put(.user(user))])
    }
    return nil
  }

  private func arn(of user: User, _ call: CallScope) -> String {
    call.iamARN("user\(newPath ?? user.path)\(newUserName ?? user.name)")
  }
}
