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
    let name = region.illegalName.map { [Self.sessionName($0, request, job)] } ?? []
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
        out.append(Refusal(refused, job, run, door, region.region).problem)
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

  private static func sessionName(
    _ illegal: SessionName.Illegal,
    _ request: RoleRequest,
    _ job: CIJob
  ) -> HandshakeProblem {
    let span = request.sessionName?.span ?? request.span
    let ids = job.platform == "github" ? "deploy-${{ github.run_id }}" : "$CI_PROJECT_ID-$CI_JOB_ID"
    let help = "build it from ids, such as `\(ids)`"
    if illegal.isAlways {
      let reason = illegal.length.map { ", which has \($0) characters" } ?? " because of `\(illegal.part)`"
      return HandshakeProblem(
        .sessionName,
        "STS refuses the session name\(reason): a name has 2 to 64 letters, digits and `_+=,.@-`",
        at: span,
        help: help
      )
    }
    return HandshakeProblem(
      .sessionName,
      "STS refuses the session name where `\(illegal.part)` holds other characters than letters, digits and `_+=,.@-`",
      at: span,
      help: help
    )
  }
}
