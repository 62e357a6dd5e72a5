package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Deletes a version that is not the default.
package struct DeletePolicyVersionAction: QueryAction {
  package static let name = "DeletePolicyVersion"

  private let target: PolicyTarget
  private let version: String

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = PolicyTarget(arn: parameters.arn("PolicyArn"))
    version = parameters.versionID()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try call.change { contents throws(Refusal) in
      var policy = try target.policy(for: version, in: contents, call)
      try target.refuseForeign(policy, "delete", "policy versions for policies")
      guard policy.version(version) != nil else { throw Refusal(.noSuchVersion(version, of: target.arn)) }
      guard policy.remove(version: version) else {
        throw Refusal(.deleteConflict("Cannot delete the default version of a policy."))
      }
      return ((), [.put(.policy(policy))])
    }
    return nil
  }
}
