import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// Logs, artifacts and caches have more readers than the job, and live longer.
enum TokenExposedRule {
  static let rule = Rule(description, .gitlabJobs(findings))

  private static let description = RuleDescription(
    "KL505",
    "token-exposed",
    "the token is printed, written under an artifact or cache path, or `CI_DEBUG_TRACE` is on",
    .high,
    .open
  )

  private static func findings(_ subjects: [GitLabSubject]) -> [Finding] {
    // Jobs that extend the same one share its script.
    var told: Set<SourceSpan> = []
    return subjects.filter { !$0.job.tokens.isEmpty }.flatMap { subject in
      var found: [Finding] = []
      if let trace = trace(subject.job), told.insert(trace.name.span).inserted { found.append(traced(subject, trace)) }
      for exposure in TokenOutput.exposures(of: subject.job) where told.insert(exposure.span).inserted {
        found.append(finding(subject, exposure))
      }
      return found
    }
  }

  private static func traced(_ subject: GitLabSubject, _ trace: CIVariable) -> Finding {
    finding(
      subject,
      .high,
      "`CI_DEBUG_TRACE` writes every variable of the job into its log, the token too",
      at: .init(trace.name.span, "on for a job with a token"),
      help: "remove `CI_DEBUG_TRACE`; set it by hand for one pipeline without roles, where it is needed",
      cause: "CI_DEBUG_TRACE"
    )
  }

  private static func finding(_ subject: GitLabSubject, _ exposure: TokenExposure) -> Finding {
    let token = exposure.token
    let words: (message: Diagnostic.Message, label: String, cause: String) =
      switch exposure.way {
      case .printed:
        ("`\(token)` is printed into the job's log", "whoever may read the log reads the token", "prints \(token)")
      case .printedMasked:
        (
          "all variables are printed into the job's log, `\(token)` too",
          "nothing but GitLab's masking hides the token", "prints all with \(token)"
        )
      case .kept(let path):
        (
          "`\(token)` is written where `\(path?.value ?? "untracked")` keeps it",
          "becomes part of an artifact or a cache", "keeps \(token)"
        )
      }
    let path = if case .kept(let path?) = exposure.way { path } else { nil as Located<String>? }
    let isMasked = if case .printedMasked = exposure.way { true } else { false }
    return finding(
      subject,
      isMasked ? .low : .high,
      words.message,
      at: .init(exposure.span, words.label),
      path.map { [.init($0.span, "kept after the job")] } ?? [],
      help: isMasked
        ? "print the variables that you need by their names"
        : "write the token to a file outside of the project, `\"$CI_PROJECT_DIR.tmp/aws-token\"`, and nowhere else",
      cause: words.cause
    )
  }

  private static func finding(
    _ subject: GitLabSubject,
    _ severity: FindingSeverity,
    _ message: Diagnostic.Message,
    at place: Diagnostic.Label,
    _ related: [Diagnostic.Label] = [],
    help: String,
    cause: String
  ) -> Finding {
    Finding(
      description,
      subject.severity(severity),
      .open,
      message,
      at: place,
      related: related,
      witness: "anybody who can read the job's log or artifacts while the token lasts",
      help: help,
      subject: subject.address,
      cause: cause
    )
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
}
