package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Lists the tags of a managed policy.
package struct ListPolicyTagsAction: QueryAction {
  package static let name = "ListPolicyTags"

  private let target: PolicyTarget
  private let page: PageRequest

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = PolicyTarget(arn: parameters.arn("PolicyArn"))
    page = try parameters.page()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let tags = TagRules.sorted(try target.policy(call).tags)
    let page = try page.cut(tags) { $0.key }
    return .structure([.init("Tags", .tags(page.entries))] + page.ending)
  }
}
