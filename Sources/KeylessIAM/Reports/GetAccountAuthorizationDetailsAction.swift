import KeylessAccounts
package import KeylessAWS
package import KeylessCalls

/// Everything that decides who may do what in the account, in one answer: what auditing tools read first.
package struct GetAccountAuthorizationDetailsAction: QueryAction {
  package static let name = "GetAccountAuthorizationDetails"

  /// Nil: all kinds.
  private let filter: [String]?
  private let page: PageRequest

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    filter = try parameters.list("Filter", [.oneOf(AuthorizationDetail.Kind.allCases.map(\.rawValue))])
    page = try parameters.page()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { [Demand("iam:\(Self.name)")] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let details = AuthorizationDetail.all(in: call.accounts.snapshot, call).filter { isWanted($0.kind) }
    let page = try page.cut(details, key: \.key)
    func list(_ name: String, _ kinds: [AuthorizationDetail.Kind]) -> WireValue.Field {
      .init(name, .list(page.entries.filter { kinds.contains($0.kind) }.map(\.value)))
    }
    return .structure(
      [
        list("UserDetailList", [.user]), list("GroupDetailList", [.group]), list("RoleDetailList", [.role]),
        list("Policies", [.localPolicy, .awsPolicy]),
      ] + page.ending
    )
  }

  private func isWanted(_ kind: AuthorizationDetail.Kind) -> Bool {
    guard let filter, !filter.isEmpty else { return true }
    return filter.contains { ASCII.equal($0, kind.rawValue) }
  }
}
