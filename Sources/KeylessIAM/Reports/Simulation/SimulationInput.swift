import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessPolicy

/// What `SimulatePrincipalPolicy` and `SimulateCustomPolicy` have in common: policies, actions, resources and context.
struct SimulationInput: Sendable {
  let policies: [SimulatedPolicy]
  let boundary: SimulatedPolicy?
  let resourcePolicy: SimulatedPolicy?
  let actions: [String]
  /// `*` when none were given.
  let resources: [String]
  /// An account.
  let owner: String?
  let callerARN: String?
  let context: RequestContext

  /// More pairs of an action and a resource are not decided in one call; the next page has the rest.
  static let mostPairs = 2000

  /// Reads what is common and finishes the checks of the whole call.
  init(_ parameters: inout IAMParameters, requiresPolicies: Bool) throws(QueryError) {
    for name in ["ResourceHandlingOption", "OrderedOrganizationPolicyInputList", "PolicyExclusionList"] {
      try parameters.scope.refuse(name, of: "policy simulation")
    }
    let name: [ParameterConstraint] = [.maximumLength(2048), .minimumLength(1)]
    let policies = try parameters.list("PolicyInputList", required: requiresPolicies, Self.document)
    let boundaries = try parameters.list("PermissionsBoundaryPolicyInputList", Self.document) ?? []
    let actions = try parameters.list("ActionNames", required: true, [.maximumLength(128), .minimumLength(3)])
    let resources = try parameters.list("ResourceArns", name) ?? []
    let resourcePolicy = parameters.optional("ResourcePolicy", Self.document)
    let owner = parameters.optional("ResourceOwner", name)
    callerARN = parameters.optional("CallerArn", name)
    let entries = try parameters.scope.structures("ContextEntries") ?? []
    try parameters.finish()

    self.policies = try Self.policies(policies ?? [], "PolicyInputList", .identity, .identity)
    guard boundaries.count <= 1 else { throw .severalBoundaries }
    boundary = try Self.policies(boundaries, "PermissionsBoundaryPolicyInputList", .boundary, .boundary).first
    self.resourcePolicy = try resourcePolicy.map { text throws(QueryError) in
      SimulatedPolicy("ResourcePolicy", .resource, try Self.read(text, .resource, "ResourcePolicy"))
    }
    self.actions = actions ?? []
    for action in self.actions where !Self.isAction(action) { throw .invalidSimulatedAction(action) }
    self.resources = resources.isEmpty ? ["*"] : resources
    for resource in self.resources where !resource.utf8.elementsEqual("*".utf8) {
      guard (try? ARN(parsing: resource)) != nil else { throw .invalidSimulatedResource(resource) }
    }
    self.owner = try owner.map { text throws(QueryError) in try Self.account(text) }
    context = try SimulationContext.read(entries)
  }

  /// Only `PolicyInputList`, for the calls that ask for the context keys of policies.
  static func identityPolicies(
    _ parameters: inout IAMParameters,
    required: Bool
  ) throws(QueryError) -> [SimulatedPolicy] {
    let policies = try parameters.list("PolicyInputList", required: required, document)
    try parameters.finish()
    return try Self.policies(policies ?? [], "PolicyInputList", .identity, .identity)
  }

  /// The user that is to be the caller; nil when the call names none.
  func caller(in contents: Contents) throws(Refusal) -> RequestPrincipal? {
    guard let callerARN else { return nil }
    guard let arn = try? ARN(parsing: callerARN), ASCII.equal(arn.service, "iam"), AccountID(arn.account) != nil,
      ASCII.begins(arn.resource, with: "user/")
    else { throw Refusal(.callerIsNoUser) }
    let user = contents[arn.account].user(named: WireValue.lastPart(of: callerARN))
    let isKnown = user.map { ASCII.equal($0.arn, callerARN) } ?? false
    return .user(arn: callerARN, uniqueID: isKnown ? user?.uniqueID : nil)
  }

  private static let document: [ParameterConstraint] = [.maximumLength(131_072), .minimumLength(1), .pattern(.policy)]

  private static func policies(
    _ texts: [String],
    _ parameter: String,
    _ source: SimulatedPolicy.Source,
    _ kind: PolicyKind
  ) throws(QueryError) -> [SimulatedPolicy] {
    var out: [SimulatedPolicy] = []
    for (place, text) in texts.enumerated() {
      let id = "\(parameter).\(place + 1)"
      out.append(SimulatedPolicy(id, source, try read(text, kind, id)))
    }
    return out
  }

  private static func read(_ text: String, _ kind: PolicyKind, _ name: String) throws(QueryError) -> StoredPolicy {
    do {
      return try StoredPolicy(text, kind: kind, name: name)
    } catch {
      throw .invalidSimulatedPolicy(name, error.awsMessage)
    }
  }

  /// A service and a name, without wildcards: a request is always for one action.
  private static func isAction(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == UInt8(ascii: "-") }
      }
  }

  /// An account, or the ARN of its root, as the examples of the API have it.
  private static func account(_ text: String) throws(QueryError) -> String {
    if AccountID(text) != nil { return text }
    guard let arn = try? ARN(parsing: text), ASCII.equal(arn.service, "iam"), ASCII.equal(arn.resource, "root"),
      AccountID(arn.account) != nil
    else { throw .invalidSimulatedOwner(text) }
    return arn.account
  }
}
