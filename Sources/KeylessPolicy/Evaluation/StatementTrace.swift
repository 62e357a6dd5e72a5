package import KeylessSource

/// What became of one statement.
package struct StatementTrace: Sendable {
  /// Counted from zero, in the order of the document.
  package let index: Int
  package let sid: String?
  package let effect: Statement.Effect
  package let span: SourceSpan
  /// `Principal`, `Action` and `Resource`, as far as the statement has them.
  package let elements: [ElementTrace]
  package let conditions: [ConditionTrace]
  /// Whether all of it matched, so that its effect counts.
  package let applies: Bool

  init(_ statement: CompiledStatement, at index: Int, _ request: PolicyRequest) {
    self.index = index
    sid = statement.source.sid?.value
    effect = statement.source.effect.value
    span = statement.source.span
    elements = ElementTrace.all(of: statement, request)
    conditions = statement.conditions.map { ConditionTrace($0, request.context) }
    applies = elements.allSatisfy(\.matched) && conditions.allSatisfy(\.matched)
  }

  /// How far the statement is from applying: an element that fails outweighs any number of conditions.
  var distance: Int {
    elements.count { !$0.matched } * 10_000 + conditions.count { !$0.matched }
  }
}

/// What became of `Principal`, `Action` or `Resource`.
package struct ElementTrace: Sendable {
  /// As written, `Not` included.
  package let name: String
  package let matched: Bool
  package let span: SourceSpan
  /// A clause that says why.
  package fileprivate(set) var reason: String

  static func all(of statement: CompiledStatement, _ request: PolicyRequest) -> [ElementTrace] {
    var traces: [ElementTrace] = []
    if let element = statement.source.principal {
      var trace = principal(element, matched: !statement.grantsOfPrincipal(request).isEmpty, request)
      if statement.sparesNobody(request) {
        trace.reason =
          "the caller has a permissions boundary, and a `Deny` with `NotPrincipal` spares nobody who has one"
      }
      traces.append(trace)
    }
    let action = statement.source.action
    let matched = statement.matchesAction(request)
    let name = action.isNegated ? "NotAction" : "Action"
    let reason = sentence(of: "`\(request.action)`", listed: matched != action.isNegated)
    traces.append(ElementTrace(name: name, matched: matched, span: action.span, reason: reason))
    if let element = statement.source.resource {
      traces.append(resource(element, matched: statement.matchesResource(request), request))
    }
    return traces
  }

  private static func principal(_ element: PrincipalElement, matched: Bool, _ request: PolicyRequest) -> ElementTrace {
    let who = request.principal.map { "the caller \($0)" }
    return ElementTrace(
      name: element.isNegated ? "NotPrincipal" : "Principal",
      matched: matched,
      span: element.span,
      reason: who.map { sentence(of: $0, listed: matched != element.isNegated) } ?? "not tested"
    )
  }

  private static func resource(_ element: ResourceElement, matched: Bool, _ request: PolicyRequest) -> ElementTrace {
    let name = element.isNegated ? "NotResource" : "Resource"
    guard let resource = request.resource else {
      return ElementTrace(name: name, matched: matched, span: element.span, reason: "not tested")
    }
    let isListed = matched != element.isNegated
    var reason = sentence(of: "`\(resource)`", listed: isListed)
    let unresolved = element.patterns.lazy.flatMap(\.value.text.variables).first {
      ResolvedText.value(of: $0, request.context) == nil
    }
    if !isListed, let unresolved {
      reason += "; the variable `${\(unresolved.key)}` has no single value, so its entry matches no resource"
    }
    return ElementTrace(name: name, matched: matched, span: element.span, reason: reason)
  }

  private static func sentence(of what: String, listed: Bool) -> String {
    listed ? "\(what) is named" : "\(what) is not named"
  }
}

extension RequestPrincipal: CustomStringConvertible {
  package var description: String {
    switch self {
    case .federated(let provider): "`\(provider)`"
    case .roleSession(_, let session, _): "`\(session)`"
    case .user(let arn, _), .federatedUser(let arn): "`\(arn)`"
    case .root(let partition, let account): "`arn:\(partition):iam::\(account):root`"
    case .service(let name): "`\(name)`"
    case .canonicalUser(let id): "`\(id)`"
    case .anonymous: "without credentials"
    }
  }
}
