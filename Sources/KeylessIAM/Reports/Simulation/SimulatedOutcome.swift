import KeylessAWS
import KeylessCalls
import KeylessPolicy

/// What one simulated request would be told, and which statements and layers made it so.
struct SimulatedOutcome: Sendable {
  let resource: String
  let decision: AuthorizationDecision
  let simulation: Simulation
  let crossesAccounts: Bool

  /// The statements that determine the outcome: the denying ones alone, or all that allow; none where nothing allows.
  var matchedStatements: [WireValue] {
    let effect: Statement.Effect
    switch decision.outcome {
    case .allow: effect = .allow
    case .deny: effect = .deny
    case .implicitDeny: return []
    }
    return traced.flatMap { policy, decision in
      // A boundary limits and never grants, so it is reported only where it denies.
      policy.source == .boundary && effect == .allow
        ? [] : decision.statements.filter { $0.applies && $0.effect == effect }.map(policy.wireValue)
    }
  }

  /// Each reported policy with its own decision.
  private var traced: [(SimulatedPolicy, Decision)] {
    func pairs(_ policies: [SimulatedPolicy], _ layer: PolicyLayer) -> [(SimulatedPolicy, Decision)] {
      Array(zip(policies, decision.decisions.filter { $0.layer == layer }.map(\.decision)))
    }
    return pairs(simulation.identity, .identity) + pairs(simulation.resource.map { [$0] } ?? [], .resource)
      + pairs(simulation.boundary.map { [$0] } ?? [], .boundary)
  }

  /// Whether every level of the organization's service control policies allows the request; nil where there are none.
  var allowedByOrganization: Bool? {
    let levels = simulation.organization.serviceControl.indices
    guard !levels.isEmpty else { return nil }
    return levels.allSatisfy { combined(.serviceControl(level: $0)) == .allow }
  }

  /// Nil where there is no boundary.
  var allowedByBoundary: Bool? { simulation.boundary.map { _ in combined(.boundary) == .allow } }

  /// How each kind of policy decided, for a request into another account; empty within one account, nil where the
  /// organization ended the simulation.
  var details: [WireValue.Field]? {
    if case .serviceControl = decision.layer { return nil }
    guard crossesAccounts else { return [] }
    var details = [(SimulatedPolicy.Source.identity, PolicyLayer.identity), (.resource, .resource)]
    if simulation.boundary != nil { details.append((.boundary, .boundary)) }
    return details.map { .init($0.rawValue, .text(combined($1).wireName)) }
  }

  /// What the policies of a layer say together.
  private func combined(_ layer: PolicyLayer) -> PolicyOutcome {
    let outcomes = decision.decisions.filter { $0.layer == layer }.map(\.decision.outcome)
    if outcomes.contains(.deny) { return .deny }
    return outcomes.contains(.allow) ? .allow : .implicitDeny
  }
}

extension PolicyOutcome {
  /// `EvalDecision` of the IAM API.
  var wireName: String {
    switch self {
    case .allow: "allowed"
    case .deny: "explicitDeny"
    case .implicitDeny: "implicitDeny"
    }
  }
}
