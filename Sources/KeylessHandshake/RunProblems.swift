import KeylessAWSHalf
import KeylessCIHalf
import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Why some pipelines of a run do not get in, or why it cannot be said.
struct RunProblems {
  let all: [HandshakeProblem]

  init(_ job: CIJob, _ run: JobRun, _ door: JobDoor, _ match: RegionMatch, _ unknowns: [String]) {
    switch match.outcome {
    case .all: all = []
    case .unknown:
      let reasons = match.unknowns + door.unknowns.map(\.reason)
      let span = door.unknowns.first?.span ?? run.span
      all = [HandshakeProblem(.unknown, reasons.first ?? "it depends on what is not known", at: span, other: run.span)]
    case .none, .some:
      var out: [HandshakeProblem] = []
      if let refused = match.refused { out = [Self.refusal(refused, run, door)] }
      if match.outcome == .some, let unknown = unknowns.first {
        out.append(HandshakeProblem(.unknown, unknown, at: run.span))
      }
      all = out
    }
  }

  /// The condition to look at first, with what the token says.
  private static func refusal(_ example: RegionMatch.Example, _ run: JobRun, _ door: JobDoor) -> HandshakeProblem {
    let decision = door.explain(example.context)
    let statement = decision.nearest
    let failing = statement?.conditions.filter { !$0.matched } ?? []
    let subject = ConditionKeyMap.prefix(of: door.issuer) + ":sub"
    guard let condition = failing.first(where: { $0.key.lowercased() == subject.lowercased() }) ?? failing.first else {
      return HandshakeProblem(
        .condition(key: ""),
        decision.outcome == .deny
          ? "a `Deny` of the trust policy refuses it" : "no statement of the trust policy lets it in",
        at: decision.deciding?.span ?? door.document.span,
        other: run.span
      )
    }
    let expected = condition.expected.map { "`\($0)`" }.joined(separator: " or ")
    let actual = condition.actual.map { $0.map { "`\($0)`" }.joined(separator: ", ") }
    let says = actual.map { "the token has \($0)" } ?? "the token has no such claim"
    return HandshakeProblem(
      .condition(key: condition.key),
      "the trust policy wants \(condition.key) to be \(expected) (\(condition.test)), and \(says)",
      at: condition.span,
      other: run.span
    )
  }
}
