/// Every policy that has a say in one request, and how AWS combines them.
///
/// An explicit `Deny` anywhere wins. Then every level of the organization's policies must allow. Then, within one
/// account, either the caller's side or the resource's policy must allow; across accounts both must. How a resource
/// policy *names* the caller decides what it spares the caller: its own name spares everything else; its role's name,
/// or `*`, spares the identity policies and leaves boundary and session policies in force; its account spares nothing.
/// A trust policy must always allow. These combinations come from AWS's policy evaluation logic as we know
/// it (unverified).
package struct Authorization: Sendable {
  package var identity: [CompiledPolicy]
  /// The policy of the resource; for `sts:AssumeRole…` the role's trust policy.
  package var resource: CompiledPolicy?
  /// The account that owns the resource; nil: the caller's own.
  package var resourceAccount: String?
  package var boundary: CompiledPolicy?
  /// Nil when no session policy was passed; several unite.
  package var session: [CompiledPolicy]?
  /// The service control policies of the caller's account, a list for each level from the root down; empty: none apply.
  package var serviceControl: [[CompiledPolicy]]
  /// The resource control policies of the resource's account, in the same form.
  package var resourceControl: [[CompiledPolicy]]

  package init(
    identity: [CompiledPolicy] = [],
    resource: CompiledPolicy? = nil,
    resourceAccount: String? = nil,
    boundary: CompiledPolicy? = nil,
    session: [CompiledPolicy]? = nil,
    serviceControl: [[CompiledPolicy]] = [],
    resourceControl: [[CompiledPolicy]] = []
  ) {
    self.identity = identity
    self.resource = resource
    self.resourceAccount = resourceAccount
    self.boundary = boundary
    self.session = session
    self.serviceControl = serviceControl
    self.resourceControl = resourceControl
  }

  package func decide(_ request: PolicyRequest) -> PolicyOutcome { settle(naming(request)).outcome }

  /// The outcome, the layer that decided, and each policy's own decision.
  package func explain(_ request: PolicyRequest) -> AuthorizationDecision {
    let request = naming(request)
    let (outcome, layer) = settle(request)
    let decisions = layers.flatMap { layer, policies in policies.map { (layer: layer, decision: $0.explain(request)) } }
    return AuthorizationDecision(outcome: outcome, layer: layer, action: request.action, decisions: decisions)
  }

  /// The request with what a `NotPrincipal` asks of its caller besides the name.
  private func naming(_ request: PolicyRequest) -> PolicyRequest {
    guard boundary != nil else { return request }
    var request = request
    request.principalHasBoundary = true
    return request
  }

  /// All layers in the order in which an explicit `Deny` is looked for.
  private var layers: [(PolicyLayer, [CompiledPolicy])] {
    var layers = serviceControl.enumerated().map { (PolicyLayer.serviceControl(level: $0.offset), $0.element) }
    layers += resourceControl.enumerated().map { (PolicyLayer.resourceControl(level: $0.offset), $0.element) }
    layers.append((.resource, resource.map { [$0] } ?? []))
    layers.append((.identity, identity))
    layers.append((.boundary, boundary.map { [$0] } ?? []))
    layers.append((.session, session ?? []))
    return layers
  }

  private func settle(_ request: PolicyRequest) -> (outcome: PolicyOutcome, layer: PolicyLayer) {
    let hasAccount = request.principal?.account != nil
    let onCaller = hasAccount || request.principal == nil
    for (layer, policies) in layers where onCaller || !layer.isCallersSide {
      for policy in policies where policy.decide(request) == .deny { return (.deny, layer) }
    }
    for (level, policies) in serviceControl.enumerated() where onCaller && !allows(policies, request) {
      return (.implicitDeny, .serviceControl(level: level))
    }
    for (level, policies) in resourceControl.enumerated() where !allows(policies, request) {
      return (.implicitDeny, .resourceControl(level: level))
    }
    let grants = resource?.evaluate(request).grants ?? []
    guard onCaller else { return grants.isEmpty ? (.implicitDeny, .resource) : (.allow, .resource) }
    let isTrust = resource?.document.kind == .trust
    if isTrust || crossesAccounts(request), grants.isEmpty { return (.implicitDeny, .resource) }
    return crossesAccounts(request) ? callersSide(request) : sameAccount(request, grants)
  }

  private func sameAccount(_ request: PolicyRequest, _ grants: Grants) -> (outcome: PolicyOutcome, layer: PolicyLayer) {
    if grants.contains(.direct) { return (.allow, .resource) }
    guard !grants.isDisjoint(with: [.role, .everyone]) else { return callersSide(request) }
    return limits(request) ?? (.allow, .resource)
  }

  /// What the caller may do by its own policies.
  private func callersSide(_ request: PolicyRequest) -> (outcome: PolicyOutcome, layer: PolicyLayer) {
    // The root user has no identity policies and needs none.
    let isRoot = if case .root? = request.principal { true } else { false }
    guard isRoot || allows(identity, request) else { return (.implicitDeny, .identity) }
    return limits(request) ?? (.allow, .identity)
  }

  /// The boundary or session policy that does not allow, if there is one.
  private func limits(_ request: PolicyRequest) -> (outcome: PolicyOutcome, layer: PolicyLayer)? {
    if let boundary, boundary.decide(request) != .allow { return (.implicitDeny, .boundary) }
    if let session, !allows(session, request) { return (.implicitDeny, .session) }
    return nil
  }

  private func allows(_ policies: [CompiledPolicy], _ request: PolicyRequest) -> Bool {
    policies.contains { $0.decide(request) == .allow }
  }

  private func crossesAccounts(_ request: PolicyRequest) -> Bool {
    guard let owner = resourceAccount, let caller = request.principal?.account else { return false }
    return !owner.utf8.elementsEqual(caller.utf8)
  }
}
