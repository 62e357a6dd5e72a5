package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Names the condition keys that the policies of a user or a role ask for, and those of further policies.
package struct GetContextKeysForPrincipalPolicyAction: QueryAction {
  package static let name = "GetContextKeysForPrincipalPolicy"

  private let sourceARN: String
  private let policies: [SimulatedPolicy]

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    sourceARN = parameters.arn("PolicySourceArn")
    policies = try SimulationInput.identityPolicies(&parameters, required: false)
  }

  package func demands(_ call: CallScope) -> [Demand] { [Demand("iam:\(Self.name)", on: sourceARN)] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let contents = call.accounts.snapshot
    let source = try PolicySource(sourceARN, in: contents, call)
    return .contextKeys(of: source.identity(account: call.account, in: contents) + policies)
  }
}
