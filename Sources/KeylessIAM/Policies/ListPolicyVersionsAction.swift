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
    let page = try page.cut(policy.versions.reversed()) { Self.key($0.id) }
    return .structure(page.fields("Versions") { .policyVersion($0, of: policy) })
  }

  /// Grows as the number of the version falls.
  private static func key(_ id: String) -> String {
    String(999_999_999_999 - (ASCII.integer(id.utf8.dropFirst()) ?? 0))
  }
}
