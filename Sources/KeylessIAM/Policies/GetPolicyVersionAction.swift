package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Shows a version of a managed policy with its document.
package struct GetPolicyVersionAction: QueryAction {
  package static let name = "GetPolicyVersion"

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
    let policy = try target.policy(for: version, in: call.accounts.snapshot, call)
    guard let found = policy.version(version) else { throw Refusal(.noSuchVersion(version, of: target.arn)) }
    return .structure([.init("PolicyVersion", .policyVersion(found, of: policy, withDocument: true))])
  }
}
