import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// Code that nobody has reviewed runs beside the token, and its subject looks like that of any branch.
enum TokenJobOnMergeRequestRule {
  static let rule = Rule(description, .gitlab(findings))

  private static let description = RuleDescription(
    "KL506",
    "token-job-on-merge-request",
    "a job with a token that runs on merge requests, or without a rule that asks for a protected ref",
    .high,
    .open
  )

  private static func findings(_ subject: GitLabSubject) -> [Finding] {
    guard subject.job.hasTokenForAWS else { return [] }
    let runs = subject.jobs.flatMap(\.runs)
    let tokens: [Diagnostic.Label] = subject.job.tokens.first.map { [.init($0.name.span, "the token it holds")] } ?? []
    func finding(
      _ severity: FindingSeverity,
      _ message: Diagnostic.Message,
      _ run: JobRun,
      _ label: String,
      _ witness: String,
      _ cause: String
    ) -> Finding {
      Finding(
        description,
        subject.severity(severity),
        .open,
        message,
        at: .init(run.span, label),
        related: tokens,
        witness: witness,
        help:
          "let it run only where `$CI_COMMIT_REF_PROTECTED == \"true\"`, and let the trust policy ask for `ref_protected`",
        subject: subject.address,
        cause: cause
      )
    }
    // A protected source branch is written by those who may write it, and what they push is theirs to push.
    if let run = runs.first(where: { $0.event == "merge_request_event" && $0.isProtected != true }) {
      return [
        finding(
          .high,
          "a merge request runs this job with a token, before anybody has reviewed it",
          run,
          "lets merge requests in",
          "a merge request from any branch of the project",
          "merge_request_event"
        )
      ]
    }
    if let run = runs.first(where: { $0.isProtected != true && !namesRefs($0) }) {
      let kind = run.refType == .tag ? "tag" : "branch"
      return [
        finding(
          .high,
          "any \(kind) runs this job with a token",
          run,
          "asks for no protected ref",
          "a push of any \(kind) of the project",
          "any \(kind)"
        )
      ]
    }
    // A name or pattern is as good as its protection, which the file does not show.
    if let run = runs.first(where: { $0.isProtected != true && !isDefault($0) }) {
      let isName = run.refs.contains { if case .exact = $0.pattern { !$0.isNegated } else { false } }
      return [
        finding(
          isName ? .low : .medium,
          isName
            ? "nothing here says that the ref this job runs on is protected"
            : "whoever can make a ref of this pattern runs this job with a token",
          run,
          "asks for no protected ref",
          "a push of a ref that fits, where it is not protected",
          "unprotected ref"
        )
      ]
    }
    return []
  }

  private static func namesRefs(_ run: JobRun) -> Bool { run.refs.contains { !$0.isNegated } }

  /// GitLab protects the default branch unless somebody takes that away.
  private static func isDefault(_ run: JobRun) -> Bool {
    run.refType == .branch && run.refs.contains { $0.pattern == .defaultBranch && !$0.isNegated }
  }
}
