package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Lists the tags of a user in the order of their keys.
package struct ListUserTagsAction: QueryAction {
  package static let name = "ListUserTags"

  private let target: UserTarget
  private let page: PageRequest

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.name("UserName"))
    page = try parameters.page()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let tags = try target.user(call).tags.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    let page = try page.cut(tags, key: \.key)
    return .structure([.init("Tags", .tags(page.entries))] + page.ending)
  }
}
