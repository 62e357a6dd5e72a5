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
    for name in names {
      var output = TokenOutput(name)
      for step in subject.job.steps {
        if let place = output.printed(by: step), isNew(place, subject, found) {
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
        for target in output.written(by: step) {
          guard let keeper = keeper(target.value, in: step.folder, subject.job),
            isNew(target.word.span, subject, found)
          else { continue }
          found.append(
            finding(
              subject,
              "`\(name)` is written where `\(keeper.path?.value ?? "untracked")` keeps it",
              target.word.span,
              "becomes part of an artifact or a cache",
              keeper.path.map { [.init($0.span, "kept after the job")] } ?? [],
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
    // Jobs that extend the same one share its script.
    return subject.isFirst { job in
      !job.tokens.isEmpty && job.name.span != subject.job.name.span
        && job.steps.contains { $0.span.file == span.file && $0.span.range.overlaps(span.range) }
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

  /// What makes a file outlive the job.
  private enum Keeper {
    case artifact(Located<String>)
    /// Whatever git does not know.
    case untracked

    var path: Located<String>? {
      if case .artifact(let path) = self { path } else { nil }
    }
  }

  private static func keeper(_ file: ShellValue, in folder: String?, _ job: GitLabJob) -> Keeper? {
    guard let path = GitLabPaths.path(file, in: folder) else { return nil }
    if let kept = (job.artifacts + job.caches).first(where: { GitLabPaths.covers($0.value, path) }) {
      return .artifact(kept)
    }
    return job.keepsUntracked ? .untracked : nil
  }
}
