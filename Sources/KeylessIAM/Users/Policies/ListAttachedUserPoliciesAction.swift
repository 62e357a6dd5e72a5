package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Lists the managed policies that are attached to a user, in the order of attaching.
package struct ListAttachedUserPoliciesAction: QueryAction {
  package static let name = "ListAttachedUserPolicies"

  private let target: UserTarget
  private let pathPrefix: String?
  private let page: PageRequest

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.name("UserName", most: 64))
    pathPrefix = parameters.pathPrefix(.policyPath)
    page = try parameters.page()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let attached = try target.user(call).permissions.attached.filter { arn in
      guard let pathPrefix, let resource = (try? ARN(parsing: arn))?.resource else { return true }
      return ASCII.begins(resource, with: "policy\(pathPrefix)")
    }
    return .structure(try page.cut(inOrder: attached).fields("AttachedPolicies", WireValue.attachedPolicy))
  }
}
