package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Lists the versions of a managed policy, newest first and without their documents.
package struct ListPolicyVersionsAction: QueryAction {
  package static let name = "ListPolicyVersions"

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
    let policy = try target.policy(call)
    let newestFirst = Array(policy.versions.reversed())
    return .structure(try page.cut(inOrder: newestFirst).fields("Versions") { .policyVersion($0, of: policy) })
  }
}
