package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Lists managed policies: the account's own, AWS's own, or both.
package struct ListPoliciesAction: QueryAction {
  package static let name = "ListPolicies"

  private enum Scope: String, CaseIterable {
    case all = "All"
    case aws = "AWS"
    case local = "Local"
  }

  private let owner: Scope
  private let onlyAttached: Bool
  private let pathPrefix: String?
  private let purpose: PolicyUse.Purpose?
  private let page: PageRequest

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    owner = parameters.choice("Scope", Scope.self) ?? .all
    onlyAttached = try parameters.boolean("OnlyAttached") ?? false
    pathPrefix = parameters.pathPrefix(.policyPath)
    purpose = parameters.choice("PolicyUsageFilter", PolicyUse.Purpose.self)
    page = try parameters.page()
    try parameters.finish()
  }

  /// The action has no resource, so only a policy for `*` allows it; a denial names the path (observed).
  package func demands(_ call: CallScope) -> [Demand] {
    [Demand("iam:ListPolicies", words: "policy path \(pathPrefix ?? "/")")]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let account = call.contents
    let counts = PolicyCounts(in: account)
    let own = owner == .aws ? [] : account.allPolicies
    let aws = owner == .local ? [] : AWSManagedPolicies.all(in: call.accounts.partition)
    let policies = (own + aws).filter { policy in
      (pathPrefix.map { ASCII.begins(policy.path, with: $0) } ?? true) && isUsed(policy, counts)
    }.sorted { $0.arn.utf8.lexicographicallyPrecedes($1.arn.utf8) }
    return .structure(try page.cut(policies) { $0.arn }.fields("Policies") { .policy($0, .listed, counts) })
  }

  private func isUsed(_ policy: ManagedPolicy, _ counts: PolicyCounts) -> Bool {
    let (attachments, boundaries) = (counts.attachments(of: policy), counts.boundaries(of: policy))
    switch purpose {
    case .permissions: if attachments == 0 { return false }
    case .boundary: if boundaries == 0 { return false }
    case nil: break
    }
    return !onlyAttached || attachments + boundaries > 0
  }
}
