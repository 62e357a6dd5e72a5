import KeylessAWS
import KeylessAccounts
import KeylessCalls

/// Whom a call is about: the user it names, or the caller where it may leave the name out.
struct UserTarget: Sendable {
  /// Nil: the caller.
  let name: String?

  /// Calls of sessions must name somebody.
  func user(in contents: Contents, _ call: CallScope) throws(Refusal) -> User {
    guard let name else {
      guard case .user(let caller, _) = call.caller.identity else { throw Refusal(.mustSpecifyUser) }
      return try Self(name: caller.name).user(in: contents, call)
    }
    guard let user = contents[call.account].user(named: name) else { throw Refusal(.noSuchUser(name)) }
    return user
  }

  func user(_ call: CallScope) throws(Refusal) -> User { try user(in: call.accounts.snapshot, call) }

  /// What the call must be allowed; nothing where it names nobody and the caller is no user, which it is told instead.
  func demands(
    _ action: String,
    _ call: CallScope,
    context: [(key: String, values: [String])] = [],
    boundary: Boundary = .none
  ) -> [Demand] {
    let name: String
    if let own = self.name {
      name = own
    } else if case .user(let caller, _) = call.caller.identity {
      name = caller.name
    } else {
      return []
    }
    let user = call.contents.user(named: name)
    var context = context + TagRules.context(ofResource: user?.tags ?? [])
    switch boundary {
    case .none: break
    case .ofUser:
      if let boundary = user?.permissions.boundary { context.append(("iam:PermissionsBoundary", [boundary])) }
    case .given(let arn): context.append(("iam:PermissionsBoundary", [arn]))
    }
    // A user that is not there has no path.
    return [Demand("iam:\(action)", on: user?.arn ?? call.iamARN("user/\(name)"), context: context)]
  }

  /// What `iam:PermissionsBoundary` says in a call.
  enum Boundary: Sendable {
    case none
    /// The boundary that the user has.
    case ofUser
    /// The boundary that the call sets.
    case given(String)
  }
}

extension CallScope {
  /// Changes one user and nothing else.
  func change<Answer>(
    _ target: UserTarget,
    _ edit: (inout User, Contents) throws(Refusal) -> Answer
  ) throws(Refusal) -> Answer {
    try change { contents throws(Refusal) in
      var user = try target.user(in: contents, self)
      let answer = try edit(&user, contents)
      return (answer, [.put(.user(user))])
    }
  }
}
