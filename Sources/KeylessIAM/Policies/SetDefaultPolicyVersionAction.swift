package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Makes another version of a managed policy the one that decides.
package struct SetDefaultPolicyVersionAction: QueryAction {
  package static let name = "SetDefaultPolicyVersion"

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
      try target.refuseForeign(policy, "update")
      guard policy.makeDefault(version, at: call.now) else {
        throw Refusal(.noSuchVersion(version, of: target.arn))
      }
      return ((), [.put(.policy(policy))])
    }
    return nil
  }
}
