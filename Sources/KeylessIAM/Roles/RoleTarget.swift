import KeylessAWS
import KeylessAccounts
import KeylessCalls

/// The role that a call is about.
struct RoleTarget: Sendable {
  let name: String

  init(_ parameters: inout IAMParameters) { name = parameters.name("RoleName", most: 64) }

  func role(in contents: Contents, _ call: CallScope) throws(Refusal) -> Role {
    guard let role = contents[call.account].role(named: name) else { throw Refusal(.noSuchRole(name)) }
    return role
  }

  func role(_ call: CallScope) throws(Refusal) -> Role { try role(in: call.accounts.snapshot, call) }

  /// What the call must be allowed; a role that is not there has no path and no tags.
  ///
  /// When AWS denies a call on a role, it names the role in words (observed for most of these actions), except where
  /// `naming` says otherwise.
  func demand(
    _ action: String,
    _ call: CallScope,
    context: [(key: String, values: [String])] = [],
    boundary: Boundary = .none,
    naming: Naming = .words
  ) -> Demand {
    let role = call.contents.role(named: name)
    var context = context + TagRules.context(ofResource: role?.tags ?? [])
    switch boundary {
    case .none: break
    case .ofRole:
      if let boundary = role?.permissions.boundary { context.append(("iam:PermissionsBoundary", [boundary])) }
    case .given(let arn): context.append(("iam:PermissionsBoundary", [arn]))
    }
    return Demand(
      "iam:\(action)",
      on: role?.arn ?? call.iamARN("role/\(name)"),
      words: naming == .words ? "role \(name)" : nil,
      context: context
    )
  }

  /// What `iam:PermissionsBoundary` says in a call.
  enum Boundary: Sendable {
    case none
    /// The boundary that the role has.
    case ofRole
    /// The boundary that the call sets.
    case given(String)
  }

  /// How AWS names the role when it denies the call.
  enum Naming: Sendable {
    case words, arn
  }
}

extension CallScope {
  /// Changes one role and nothing else.
  func change<Answer>(
    _ target: RoleTarget,
    _ edit: (inout Role, Contents) throws(Refusal) -> Answer
  ) throws(Refusal) -> Answer {
    try change { contents throws(Refusal) in
      var role = try target.role(in: contents, self)
      let answer = try edit(&role, contents)
      return (answer, [.put(.role(role))])
    }
  }
}
