import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// Logs, artifacts and caches have more readers than the job, and live longer.
enum TokenExposedRule {
  static let rule = Rule(description, .gitlab(findings))

  private static let description = RuleDescription(
    "KL505",
    "token-exposed",
    "the token is printed, written under an artifact or cache path, or `CI_DEBUG_TRACE` is on",
    .high,
    .open
  )

  private static func findings(_ subject: GitLabSubject) -> [Finding] {
    guard !subject.job.tokens.isEmpty else { return [] }
    let names = subject.job.tokens.map(\.name.value)
    var found: [Finding] = []
    if let trace = trace(subject.job),
      subject.isFirst({ !$0.tokens.isEmpty && Self.trace($0)?.name.span == trace.name.span })
    {
      found.append(
        finding(
          subject,
          "`CI_DEBUG_TRACE` writes every variable of the job into its log, the token too",
          trace.name.span,
          "on for a job with a token",
          [],
          "CI_DEBUG_TRACE"
        )
      )
    }
    for step in subject.job.steps {
      for name in names {
        if let place = printed(name, step), isNew(place, subject, found) {
          found.append(
            finding(
              subject,
              "`\(name)` is printed into the job's log",
              place,
              "whoever may read the log reads the token",
              [],
              "prints \(name)"
            )
          )
        }
        if let (place, kept) = kept(name, step, subject.job), isNew(place, subject, found) {
          found.append(
            finding(
              subject,
              "`\(name)` is written where \(kept.map { "`\($0.value)` keeps it" } ?? "`untracked` keeps it")",
              place,
              "becomes part of an artifact or a cache",
              kept.map { [.init($0.span, "kept after the job")] } ?? [],
              "keeps \(name)"
            )
          )
        }
      }
    }
    return found
  }

  private static func finding(
    _ subject: GitLabSubject,
    _ message: Diagnostic.Message,
    _ span: SourceSpan,
    _ label: String,
    _ related: [Diagnostic.Label],
    _ cause: String
  ) -> Finding {
    Finding(
      description,
      subject.severity(.high),
      .open,
      message,
      at: .init(span, label),
      related: related,
      witness: "anybody who can read the job's log or artifacts while the token lasts",
      help: cause == "CI_DEBUG_TRACE"
        ? "remove `CI_DEBUG_TRACE`; set it by hand for one pipeline without roles, where it is needed"
        : "write the token to a file outside of the project, `\"$CI_PROJECT_DIR.tmp/aws-token\"`, and nowhere else",
      subject: subject.address,
      cause: cause
    )
  }

  private static func isNew(_ span: SourceSpan, _ subject: GitLabSubject, _ found: [Finding]) -> Bool {
    guard !found.contains(where: { $0.primary.span == span }) else { return false }
    return subject.isFirst { job in
      !job.tokens.isEmpty && job.steps.contains { $0.span == span } && job.name.span != subject.job.name.span
    }
  }

  private static func trace(_ job: GitLabJob) -> CIVariable? {
    for variant in job.variants {
      let found = variant.given.first {
        $0.name.value == "CI_DEBUG_TRACE" && ["true", "1"].contains($0.value.text ?? "")
      }
      if let found { return found }
    }
    return nil
  }

  /// Programs that hand on what they read, changed or not.
  private static let filters: Set<String> = ["base64", "tr", "rev", "xxd", "od", "hexdump", "fold", "tee", "cat"]

  private static func printed(_ token: String, _ step: ShellStep) -> SourceSpan? {
    guard step.output == .log else { return nil }
    let tool = step.tool ?? ""
    if GitLabRequests.writers.contains(tool), GitLabRequests.holds(token, step) {
      return step.arguments.first { GitLabRequests.holds(token, $0.value) }?.word.span ?? step.span
    }
    guard filters.contains(tool), step.piped.contains(where: { GitLabRequests.holds(token, $0) }),
      step.piped.allSatisfy({ GitLabRequests.writers.contains($0.tool ?? "") || filters.contains($0.tool ?? "") })
    else { return nil }
    return step.span
  }

  /// Where a token is written to a place that outlives the job, with the path that keeps it.
  private static func kept(_ token: String, _ step: ShellStep, _ job: GitLabJob) -> (SourceSpan, Located<String>?)? {
    let target: (value: ShellValue, word: ShellWord)
    if case .file(let value, let word) = step.output, GitLabRequests.writers.contains(step.tool ?? ""),
      GitLabRequests.holds(token, step)
    {
      target = (value, word)
    } else if step.tool == "tee", step.piped.contains(where: { GitLabRequests.holds(token, $0) }),
      let file = step.arguments.first(where: { $0.value.text?.hasPrefix("-") != true })
    {
      target = (file.value, file.word)
    } else {
      return nil
    }
    guard let path = GitLabPaths.path(target.value, in: step.folder) else { return nil }
    let kept = (job.artifacts + job.caches).first { GitLabPaths.covers($0.value, path) }
    return kept != nil || job.keepsUntracked ? (target.word.span, kept) : nil
  }
}
