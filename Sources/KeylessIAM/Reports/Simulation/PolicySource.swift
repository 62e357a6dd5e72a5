import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessPolicy

/// Whose policies a simulation is about: a user or a role of the caller's account, named by ARN.
enum PolicySource: Sendable {
  case user(User)
  case role(Role)

  /// Groups do not exist here, so the name of one is a name of nothing.
  init(_ text: String, in contents: Contents, _ call: CallScope) throws(Refusal) {
    guard let arn = try? ARN(parsing: text), ASCII.equal(arn.service, "iam"),
      let kind = ["user", "role", "group"].first(where: { ASCII.begins(arn.resource, with: "\($0)/") })
    else { throw Refusal(.invalidEntityARN(text)) }
    guard ASCII.equal(arn.partition, call.partition), ASCII.equal(arn.account, call.account) else {
      throw Refusal(.foreignPolicySource(caller: call.account, account: arn.account))
    }
    let name = WireValue.lastPart(of: arn.resource)
    let account = contents[call.account]
    if let user = account.user(named: name), ASCII.equal(user.arn, text) {
      self = .user(user)
    } else if let role = account.role(arn: text) {
      self = .role(role)
    } else {
      throw Refusal(.noSuchEntity("The \(kind) with name \(name) cannot be found."))
    }
  }

  var permissions: Permissions {
    switch self {
    case .user(let user): user.permissions
    case .role(let role): role.permissions
    }
  }

  /// How the names of inline policies begin.
  private var owner: String {
    switch self {
    case .user(let user): "user_\(user.name)"
    case .role(let role): "role_\(role.name)"
    }
  }

  /// Who calls when the simulation names nobody else: a user itself, or some session of a role.
  var principal: RequestPrincipal {
    switch self {
    case .user(let user): .user(arn: user.arn, uniqueID: user.uniqueID)
    case .role(let role): .roleSession(role: role.arn, session: role.arn, uniqueID: role.uniqueID)
    }
  }

  var isUser: Bool { if case .user = self { true } else { false } }

  /// The same policies by which a call of the principal itself is decided.
  func identity(account: String, in contents: Contents) -> [SimulatedPolicy] {
    PrincipalPolicies.identity(of: permissions, account: account, in: contents)
      .map { SimulatedPolicy($0, .identity, owner: owner) }
  }

  func boundary(account: String, in contents: Contents) -> SimulatedPolicy? {
    PrincipalPolicies.boundary(of: permissions, account: account, in: contents)
      .map { SimulatedPolicy($0, .boundary, owner: owner) }
  }
}
