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

  private static let events = ["pull_request_target", "workflow_run"]

  private static func findings(_ subject: GitHubSubject) -> [Finding] {
    var seen: Set<SourceSpan> = []
    return subject.granted.flatMap { reading in
      reading.steps.compactMap { resolved -> Finding? in
        guard let run = resolved.runs.first(where: { events.contains($0.event) }), let place = head(resolved),
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

  /// Where a step takes the head of the pull request, or of the run before.
  private static func head(_ resolved: GitHubResolvedStep) -> SourceSpan? {
    let step = resolved.step
    if step.uses?.repository == "actions/checkout" {
      for name in ["ref", "repository"] {
        if let setting = step.with[input: name], isHead(setting.value.value) { return setting.value.span }
      }
    }
    guard let script = step.run?.text else { return nil }
    let lines = script.value.split(separator: "\n")
    let takes = lines.contains { line in
      if line.contains("gh pr checkout") { return true }
      let git = line.contains("git fetch") || line.contains("git checkout") || line.contains("git pull")
      return git && (isHead(String(line)) || line.contains("pull/"))
    }
    return takes ? script.span : nil
  }

  private static func isHead(_ text: String) -> Bool {
    let text = text.lowercased().filter { $0 != " " }
    return [
      "github.head_ref", "github.event.pull_request.head", "github.event.pull_request.merge_commit_sha",
      "github.event.workflow_run.head", "github.event.workflow_run.pull_requests", "refs/pull/", "github_head_ref",
      "github.event.number",
    ].contains { text.contains($0) }
  }
}
