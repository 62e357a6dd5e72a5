import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// A permission for the whole workflow is one for every job of it, also for those that run other people's code; GitHub
/// recommends it per job.
enum IDTokenTooWideRule {
  static let rule = Rule(description, .github(findings))

  private static let description = RuleDescription(
    "KL601",
    "id-token-too-wide",
    "`id-token: write` for the whole workflow, or `permissions: write-all`",
    .medium,
    .open
  )

  private static func findings(_ subject: GitHubSubject) -> [Finding] {
    var out: [Finding] = []
    if let own = subject.job.permissions, own.form == .writeAll {
      out.append(everything(own, "the job `\(subject.job.id.value)`", subject.address))
    }
    guard subject.isFirst, let permissions = subject.workflow.permissions else { return out }
    if permissions.form == .writeAll {
      out.append(everything(permissions, "every job without `permissions` of its own", subject.workflow.file))
      return out
    }
    guard let grant = permissions.grant else { return out }
    // One job alone has no more by it than by a block of its own.
    let heirs = subject.workflow.jobs.filter { $0.permissions == nil }
    let idle = heirs.filter { job in !isUsed(by: job, subject) }
    guard heirs.count > 1, let first = idle.first else { return out }
    out.append(
      Finding(
        description,
        .medium,
        .open,
        "every job of the workflow may ask for a token, and `\(first.id.value)` does nothing with one",
        at: .init(grant, "holds for \(heirs.count) jobs"),
        related: idle.prefix(3).map { .init($0.id.span, "may ask for a token, too") },
        help: "write `id-token: write` into `permissions` of the jobs that assume a role, and leave it out here",
        subject: subject.workflow.file,
        cause: "id-token: write"
      )
    )
    return out
  }

  /// Whether a job asks for a token, or calls a workflow that may.
  private static func isUsed(by job: GitHubJob, _ subject: GitHubSubject) -> Bool {
    if job.calls != nil { return true }
    return subject.workflowReadings.contains { $0.job.id.span == job.id.span && !$0.wanted.isEmpty }
  }

  private static func everything(_ permissions: GitHubPermissions, _ whose: String, _ subject: String) -> Finding {
    Finding(
      description,
      .medium,
      .open,
      "`write-all` lets \(whose) ask for a token, and write everything of the repository",
      at: .init(permissions.span, "contains `id-token: write`"),
      help: "list the permissions that are used, and give `id-token: write` to the jobs that assume a role",
      subject: subject,
      cause: "write-all"
    )
  }
}
