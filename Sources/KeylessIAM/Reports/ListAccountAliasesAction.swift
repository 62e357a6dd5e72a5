package import KeylessAWS
package import KeylessCalls

/// The accounts of this AWS have no aliases.
package struct ListAccountAliasesAction: QueryAction {
  package static let name = "ListAccountAliases"

  private let page: PageRequest

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    page = try parameters.page()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { [Demand("iam:\(Self.name)")] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    .structure(try page.cut(inOrder: [WireValue]()).fields("AccountAliases") { $0 })
  }
}
