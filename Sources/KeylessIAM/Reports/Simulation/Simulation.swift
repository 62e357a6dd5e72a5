import KeylessAccounts
import KeylessAWS
import KeylessCalls
import KeylessPolicy

/// What a request would be told, decided by the same engine and the same policies as the request itself.
struct Simulation: Sendable {
  var identity: [SimulatedPolicy]
  var boundary: SimulatedPolicy?
  var resource: SimulatedPolicy?
  var organization: OrganizationPolicies
  /// Nil: `Principal` elements are not tested.
  var principal: RequestPrincipal?
  /// Who owns resources whose ARN names no account.
  var owner: String?
  /// Only what the call gives, as AWS has it: what a policy asks for beside it is reported as missing.
  var context: RequestContext

  /// The policies whose statements and context keys are reported; those of the organization are not.
  private var policies: [SimulatedPolicy] { identity + [resource, boundary].compactMap(\.self) }

  /// The context keys that the policies ask for and the call does not give, in the order of the policies.
  var missingKeys: [String] { contextKeys.filter { context[$0] == nil } }

  /// All context keys that the policies ask for, each once.
  var contextKeys: [String] {
    var seen: Set<ConditionKey> = []
    return policies.flatMap(\.policy.compiled.document.contextKeys).filter { seen.insert($0).inserted }.map(\.name)
  }

  /// The names of policies of which AWS has more than is here.
  var partialPolicies: [String] { policies.filter { !$0.isWhole }.map(\.id) }

  func outcome(of action: String, on resource: String) -> SimulatedOutcome {
    let authorization = Authorization(
      identity: identity.map(\.policy.compiled),
      resource: self.resource?.policy.compiled,
      resourceAccount: account(of: resource),
      boundary: boundary?.policy.compiled,
      serviceControl: organization.serviceControl,
      resourceControl: OrganizationPolicies.haveResourceControl(action) ? organization.resourceControl : []
    )
    let request = PolicyRequest(principal: principal, action: action, resource: resource, context: context)
    return SimulatedOutcome(
      resource: resource,
      decision: authorization.explain(request),
      simulation: self,
      crossesAccounts: crossesAccounts(resource)
    )
  }

  private func account(of resource: String) -> String? {
    guard let arn = try? ARN(parsing: resource), AccountID(arn.account) != nil else { return owner }
    return arn.account
  }

  private func crossesAccounts(_ resource: String) -> Bool {
    guard let owner = account(of: resource), let caller = principal?.account else { return false }
    return !owner.utf8.elementsEqual(caller.utf8)
  }
}
