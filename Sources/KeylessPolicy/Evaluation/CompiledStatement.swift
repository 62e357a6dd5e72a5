import KeylessSource

/// One statement made ready to be decided many times.
struct CompiledStatement: Sendable {
  let source: Statement
  let isDeny: Bool
  let principal: CompiledPrincipal?
  let actions: [TextMatcher]
  let actionIsNegated: Bool
  let resources: [TextMatcher]?
  let resourceIsNegated: Bool
  let conditions: [CompiledCondition]

  init(_ statement: Statement) {
    source = statement
    isDeny = statement.effect.value == .deny
    principal = statement.principal.map(CompiledPrincipal.init)
    actions = statement.action.patterns.map { located in
      let text = located.value.text
      if let literal = text.literal { return .exact(literal.map(ASCIIFold.fold)) }
      return .wildcards(WildcardPattern(text, foldingCase: true))
    }
    actionIsNegated = statement.action.isNegated
    resources = statement.resource?.patterns.map { TextMatcher($0.value.text, .wildcards) }
    resourceIsNegated = statement.resource?.isNegated ?? false
    conditions = statement.conditions.map(CompiledCondition.init)
  }

  /// How the statement names the caller when all of it applies; nil when it does not apply.
  func grants(_ request: PolicyRequest) -> Grants? {
    guard matchesAction(request) else { return nil }
    let named = grantsOfPrincipal(request)
    guard !named.isEmpty, matchesResource(request) else { return nil }
    guard conditions.allSatisfy({ $0.evaluate(request.context) }) else { return nil }
    return named
  }

  func matchesAction(_ request: PolicyRequest) -> Bool {
    for action in actions where action.matches(request.foldedAction, request.context) {
      return !actionIsNegated
    }
    return actionIsNegated
  }

  /// A policy without the element, or a request without a caller, is not tested.
  func grantsOfPrincipal(_ request: PolicyRequest) -> Grants {
    guard let principal, let caller = request.caller else { return .direct }
    return sparesNobody(request) ? .everyone : principal.grants(caller)
  }

  /// A `Deny` with `NotPrincipal` denies every principal that has a permissions boundary, also those it names (IAM User
  /// Guide, "NotPrincipal").
  func sparesNobody(_ request: PolicyRequest) -> Bool {
    isDeny && principal?.isNegated == true && request.principalHasBoundary
  }

  /// An entry with a variable that has no value matches no resource, so `NotResource` then speaks of all of them.
  ///
  /// AWS, "IAM policy elements: Variables and tags", on variables with no value.
  func matchesResource(_ request: PolicyRequest) -> Bool {
    guard let resources, let bytes = request.resourceBytes else { return true }
    return resources.contains { $0.matches(bytes, request.context) } != resourceIsNegated
  }
}
