package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Deletes a managed policy that is attached to nobody and has no version but its default.
package struct DeletePolicyAction: QueryAction {
  package static let name = "DeletePolicy"

  private let target: PolicyTarget

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = PolicyTarget(arn: parameters.arn("PolicyArn"))
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change { contents throws(Refusal) in
      let policy = try target.policy(in: contents, call)
      try target.refuseForeign(policy, "delete")
      guard PolicyUse(of: policy.arn, in: contents[call.account]).count == 0 else {
        throw Refusal(.deleteConflict("Cannot delete a policy attached to entities."))
      }
      guard policy.versions.count == 1 else { throw Refusal(.hasVersions) }
      return ((), [.remove(.policy(named: policy.name, account: policy.account))])
    }
    return nil
  }
}

extension QueryError {
  /// Recorded from the service (observed).
  fileprivate static let hasVersions = QueryError.deleteConflict(
    "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. "
      + "The default version is deleted with the policy."
  )
}
