import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// These events run with the base repository's rights.
///
/// When the job then takes a stranger's commit, the stranger's code asks for the token, and its subject is one of
/// the base repository's own branch.
enum TokenOnUntrustedTriggerRule {
  static let rule = Rule(description, .github(findings))

  private static let description = RuleDescription(
    "KL603",
    "token-on-untrusted-trigger",
    "`pull_request_target` or `workflow_run`, together with `id-token: write` and a checkout of the head",
    .critical,
    .open
  )

  private static func findings(_ subject: GitHubSubject) -> [Finding] {
    var seen: Set<SourceSpan> = []
    return subject.granted.flatMap { reading in
      reading.steps.compactMap { resolved -> Finding? in
        guard let run = resolved.runs.first(where: isOpen), let place = head(resolved),
          seen.insert(place).inserted
        else { return nil }
        return Finding(
          description,
          .critical,
          .open,
          "a stranger's commit is checked out in a job that `\(run.event)` starts and that may ask for a token",
          at: .init(place, "the commit is not yours"),
          related: [.init(run.span, "runs with this repository's rights")]
            + (reading.grant.place.map { [.init($0, "lets the stranger's code ask for the token")] } ?? []),
          witness: run.event == "workflow_run"
            ? "a pull request from anybody's fork, whose run starts this workflow (GitHub)"
            : "a pull request from anybody's fork (GitHub)",
          help: "take the token from this job, or build the pull request in a `pull_request` workflow, which gets none",
          subject: subject.address,
          cause: "\(run.event) with a checkout of the head"
        )
      }
    }
  }

  private static func isOpen(_ run: JobRun) -> Bool {
    GitHubStrangers.events.contains(run.event) && !run.excludesForks
  }

  /// Where a step takes the head of the pull request, or of the run before.
  private static func head(_ resolved: GitHubResolvedStep) -> SourceSpan? {
    let (step, strangers) = (resolved.step, resolved.strangers)
    if step.uses?.repository == "actions/checkout" {
      for name in ["ref", "repository"] {
        if let value = step.with[input: name]?.value, strangers.isMentioned(in: value.value) { return value.span }
      }
    }
    return step.run.flatMap { strangers.isTaken(by: $0.text.value) ? $0.text.span : nil }
  }
}
