import KeylessAWS
import KeylessPolicy

/// One action of a simulation with its outcome on each resource: `EvaluationResult` of the IAM API.
struct SimulatedAction: Sendable {
  let action: String
  /// At least one.
  let outcomes: [SimulatedOutcome]
  let missingKeys: [String]

  /// Without ARNs, or with `*` alone, the answer stands at the action itself; otherwise at each resource, and the action
  /// has the worst of them.
  ///
  /// For several resources AWS names the form of the ARN that the action takes; here stands `*` (unverified).
  var wireValue: WireValue {
    let isOfAll = outcomes.allSatisfy { $0.resource.utf8.elementsEqual("*".utf8) }
    guard let worst = outcomes.max(by: { $0.decision.outcome.severity < $1.decision.outcome.severity }) else {
      return .structure([])
    }
    let only = outcomes.count == 1 ? outcomes.first : nil
    var fields: [WireValue.Field] = []
    if !isOfAll, let details = worst.details { fields.append(.init("EvalDecisionDetails", .map(details))) }
    if let allowed = worst.allowedByOrganization {
      let detail = WireValue.structure([.init("AllowedByOrganizations", .boolean(allowed))])
      fields.append(.init("OrganizationsDecisionDetail", detail))
    }
    fields += Self.boundary(worst)
    fields += [
      .init("MatchedStatements", .list(only?.matchedStatements ?? [])),
      .init("MissingContextValues", .list(isOfAll ? missingKeys.map(WireValue.text) : [])),
      .init("EvalResourceName", .text(only?.resource ?? "*")),
      .init("EvalDecision", .text(worst.decision.outcome.wireName)), .init("EvalActionName", .text(action)),
    ]
    if !isOfAll { fields.append(.init("ResourceSpecificResults", .list(outcomes.map(specific)))) }
    return .structure(fields)
  }

  private func specific(_ outcome: SimulatedOutcome) -> WireValue {
    var fields: [WireValue.Field] = []
    if outcome.crossesAccounts, let details = outcome.details {
      fields.append(.init("EvalDecisionDetails", .map(details)))
    }
    fields += Self.boundary(outcome)
    fields += [
      .init("MatchedStatements", .list(outcome.matchedStatements)),
      .init("EvalResourceDecision", .text(outcome.decision.outcome.wireName)),
      .init("MissingContextValues", .list(missingKeys.map(WireValue.text))),
      .init("EvalResourceName", .text(outcome.resource)),
    ]
    return .structure(fields)
  }

  private static func boundary(_ outcome: SimulatedOutcome) -> [WireValue.Field] {
    guard let allowed = outcome.allowedByBoundary else { return [] }
    let detail = WireValue.structure([.init("AllowedByPermissionsBoundary", .boolean(allowed))])
    return [.init("PermissionsBoundaryDecisionDetail", detail)]
  }
}

extension PolicyOutcome {
  /// An explicit denial outweighs an implicit one, and both an allowance.
  fileprivate var severity: Int {
    switch self {
    case .allow: 0
    case .implicitDeny: 1
    case .deny: 2
    }
  }
}
