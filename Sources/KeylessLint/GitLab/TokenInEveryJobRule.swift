import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// Jobs that have no use for the token hold it, with all the programs they run.
enum TokenInEveryJobRule {
  static let rule = Rule(description, .gitlab(findings))

  private static let description = RuleDescription(
    "KL504",
    "token-in-every-job",
    "`id_tokens` under `default:`, or spread by an anchor or a common hidden job",
    .medium,
    .open
  )

  private static func findings(_ subject: GitLabSubject) -> [Finding] {
    guard let span = subject.job.tokenSpan, !subject.job.tokens.isEmpty else { return [] }
    let holds = { (job: GitLabJob) in job.tokenSpan == span && !job.tokens.isEmpty }
    guard subject.isFirst(holds) else { return [] }
    let holders = subject.pipeline.jobs.filter(holds)
    let idle = holders.filter { !$0.usesToken && $0.variants.allSatisfy { $0.job.unknowns.isEmpty } }
    // What a hidden job gives to those that use it is no spread.
    guard subject.job.hasDefaultTokens || holders.count > 1 && !idle.isEmpty else { return [] }
    let names = subject.job.tokens.map { "`\($0.name.value)`" }.joined(separator: ", ")
    return [
      Finding(
        description,
        subject.severity(.medium),
        .open,
        subject.job.hasDefaultTokens
          ? "every job of the pipeline gets \(names)"
          : "\(holders.count) jobs share \(names), and not all of them use it",
        at: .init(span, subject.job.hasDefaultTokens ? "given to every job" : "spread from here"),
        related: idle.prefix(3).map { .init($0.name.span, "holds a token and does not use it") },
        help: "declare `id_tokens` in the jobs that use the token",
        subject: subject.pipeline.file,
        cause: "id_tokens \(subject.job.tokens.map(\.name.value).joined(separator: ", "))"
      )
    ]
  }
}
