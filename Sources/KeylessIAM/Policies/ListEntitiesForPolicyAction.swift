package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Lists the users and roles that a managed policy is attached to, or is the boundary of.
package struct ListEntitiesForPolicyAction: QueryAction {
  package static let name = "ListEntitiesForPolicy"

  private enum Filter: String, CaseIterable {
    case user = "User"
    case role = "Role"
    case group = "Group"
    case local = "LocalManagedPolicy"
    case aws = "AWSManagedPolicy"
  }

  private let target: PolicyTarget
  private let filter: Filter?
  private let pathPrefix: String?
  /// Nil: either.
  private let purpose: PolicyUse.Purpose?
  private let page: PageRequest

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = PolicyTarget(arn: parameters.arn("PolicyArn"))
    filter = parameters.choice("EntityFilter", Filter.self)
    pathPrefix = parameters.pathPrefix(.path)
    purpose = parameters.choice("PolicyUsageFilter", PolicyUse.Purpose.self)
    page = try parameters.page()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let contents = call.accounts.snapshot
    let policy = try call.attachablePolicy(target.arn, in: contents)
    let use = PolicyUse(of: policy.arn, for: purpose, in: contents[call.account])
    let users = filter == nil || filter == .user ? use.users.filter { isBelow($0.path) }.map(Entry.user) : []
    let roles = filter == nil || filter == .role ? use.roles.filter { isBelow($0.path) }.map(Entry.role) : []
    let page = try page.cut((roles + users).sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) { $0.key }
    return .structure(
      [
        // There are no groups here.
        .init("PolicyGroups", .list([])),
        .init("PolicyUsers", .list(page.entries.compactMap(\.user))),
        .init("PolicyRoles", .list(page.entries.compactMap(\.role))),
      ] + page.ending
    )
  }

  private func isBelow(_ path: String) -> Bool { pathPrefix.map { ASCII.begins(path, with: $0) } ?? true }

  private enum Entry {
    case user(User)
    case role(Role)

    var key: String {
      switch self {
      case .user(let user): "u/\(ASCII.lowercased(user.name))"
      case .role(let role): "r/\(ASCII.lowercased(role.name))"
      }
    }

    var user: WireValue? {
      guard case .user(let user) = self else { return nil }
      return .structure([.init("UserName", .text(user.name)), .init("UserId", .text(user.uniqueID))])
    }

    var role: WireValue? {
      guard case .role(let role) = self else { return nil }
      return .structure([.init("RoleName", .text(role.name)), .init("RoleId", .text(role.uniqueID))])
    }
  }
}
