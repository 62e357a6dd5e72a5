import KeylessAWSHalf
import KeylessCIHalf
import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Why some pipelines of a run do not get in, or why it cannot be said.
struct RunProblems {
  let all: [HandshakeProblem]

  init(
    _ job: CIJob,
    _ run: JobRun,
    _ request: RoleRequest,
    _ door: JobDoor,
    _ match: RegionMatch,
    _ region: RunRegion
  ) {
    let name = region.illegalName.map { [Self.sessionName($0, request)] } ?? []
    switch match.outcome {
    case .all: all = name
    case .unknown:
      let reasons = match.unknowns + door.unknowns.map(\.reason)
      let span = door.unknowns.first?.span ?? run.span
      all =
        [HandshakeProblem(.unknown, reasons.first ?? "it depends on what is not known", at: span, other: run.span)]
        + name
    case .none, .some:
      var out = name
      if let refused = match.refused {
        out.append(Self.refusal(refused, run, door, knowsProject: job.project != nil))
      } else if out.isEmpty {
        let why = match.unknowns.first ?? "no token of \(door.platform.title) is like this job's"
        out = [HandshakeProblem(.condition(key: ""), why, at: door.document.span, other: run.span)]
      }
      if match.outcome == .some, let condition = region.conditions.first {
        out.append(HandshakeProblem(.unknown, "it runs only \(condition)", at: run.span))
      }
      all = out
    }
  }

  private static func sessionName(_ illegal: SessionName.Illegal, _ request: RoleRequest) -> HandshakeProblem {
    let span = request.sessionName?.span ?? request.span
    if illegal.isAlways {
      return HandshakeProblem(
        .sessionName,
        "STS refuses the session name because of `\(illegal.part)`: a name has 2 to 64 letters, digits and `_+=,.@-`",
        at: span,
        help: "build it from ids, such as `$CI_PROJECT_ID-$CI_JOB_ID`"
      )
    }
    return HandshakeProblem(
      .sessionName,
      "STS refuses the session name where `\(illegal.part)` holds other characters than letters, digits and `_+=,.@-`",
      at: span,
      help: "build it from ids, such as `$CI_PROJECT_ID-$CI_JOB_ID`"
    )
  }

  /// The condition to look at first, with what the token says.
  private static func refusal(
    _ example: RegionMatch.Example,
    _ run: JobRun,
    _ door: JobDoor,
    knowsProject: Bool
  ) -> HandshakeProblem {
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
    let project = knowsProject ? nil : NobodysProject(condition.key, example)
    let actual = condition.actual.map { values in
      values.map { "`\(project?.hidden($0) ?? $0)`" }.joined(separator: ", ")
    }
    let says = actual.map { "the token has \($0)" } ?? "the token has no such claim"
    return HandshakeProblem(
      .condition(key: condition.key),
      "the trust policy wants \(condition.key) to be \(expected) (\(condition.test)), and \(says)",
      at: condition.span,
      other: run.span
    )
  }
}
