import KeylessAWSHalf
import KeylessCIHalf
import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// The condition to look at first where an example of a run is refused, with what the token says.
struct Refusal {
  let problem: HandshakeProblem

  private struct Failing {
    let trace: ConditionTrace
    let strength: RefusalCause.Strength
  }

  init(_ example: RegionMatch.Example, _ job: CIJob, _ run: JobRun, _ door: JobDoor, _ region: PipelineRegion) {
    let cause = RefusalCause(example, region)
    let decision = door.explain(example.context)
    let denied = Self.deny(decision, door, cause)
    guard denied == nil, let condition = Self.condition(decision, door, cause) else {
      problem = HandshakeProblem(
        .condition(key: ""),
        denied != nil || decision.outcome == .deny
          ? "a `Deny` of the trust policy refuses it" : "no statement of the trust policy lets it in",
        at: (denied ?? decision.deciding)?.span ?? door.document.span,
        other: run.span
      )
      return
    }
    let told = ToldClaim(example, region, job).words(ConditionKey(condition.key))
    let actual = condition.actual.map { values in
      (values.count == 1 ? told : nil).map { ["`\($0)`"] } ?? values.map { "`\($0)`" }
    }
    let says = actual.map { "the token has \($0.joined(separator: ", "))" } ?? "the token has no such claim"
    problem = HandshakeProblem(
      .condition(key: condition.key),
      "the trust policy wants \(condition.key) to be \(Self.wanted(condition, door)), and \(says)",
      at: condition.span,
      other: run.span
    )
  }

  private static func wanted(_ condition: ConditionTrace, _ door: JobDoor) -> String {
    if door.isOpen(condition) {
      return "what these files do not say" + (door.unknowns.count == 1 ? " (\(door.unknowns[0].reason))" : "")
    }
    if condition.expected.isEmpty { return "no value at all (\(condition.test))" }
    return condition.expected.map { "`\($0)`" }.joined(separator: " or ") + " (\(condition.test))"
  }

  /// A `Deny` that speaks of the pipeline whatever nobody told; the first one where that is not known.
  private static func deny(_ decision: Decision, _ door: JobDoor, _ cause: RefusalCause?) -> StatementTrace? {
    decision.statements.first { trace in
      guard trace.applies, trace.effect == .deny else { return false }
      return cause?.surelyMeets(door.document.statements[trace.index].conditions) ?? true
    }
  }

  /// Of the statement that comes nearest, whatever nobody told, the condition that refuses most surely; the subject
  /// before others.
  private static func condition(
    _ decision: Decision,
    _ door: JobDoor,
    _ cause: RefusalCause?
  ) -> ConditionTrace? {
    let near = decision.statements.filter { trace in
      trace.effect == .allow && trace.elements.allSatisfy(\.matched) && !trace.applies
    }
    let nearest = near.map { trace in (trace, trace.conditions.count { !$0.matched }) }
      .sorted { ($0.1, $0.0.index) < ($1.1, $1.0.index) }
    let failing = nearest.prefix(most).map { trace, _ in
      let clauses = door.document.statements[trace.index].conditions
      return zip(trace.conditions, clauses).filter { !$0.0.matched }.map { condition, clause in
        Failing(trace: condition, strength: cause?.strength(clause) ?? .perhaps)
      }
    }
    func count(_ conditions: [Failing]) -> (Int, Int) {
      (conditions.count { $0.strength != .perhaps }, conditions.count)
    }
    guard let first = failing.min(by: { count($0) < count($1) }), let least = first.map(\.strength).min() else {
      return nil
    }
    let best = first.filter { $0.strength == least }.map(\.trace)
    let subject = ConditionKeyMap.prefix(of: door.issuer) + ":sub"
    return best.first { $0.key.lowercased() == subject.lowercased() } ?? best.first
  }

  /// Statements of one policy that are compared.
  private static let most = 16
}
