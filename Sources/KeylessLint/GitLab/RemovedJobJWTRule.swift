import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// The variable is empty on every GitLab of today, and what is exchanged for it is refused.
enum RemovedJobJWTRule {
  static let rule = Rule(description, .gitlab(findings))

  private static let description = RuleDescription(
    "KL501",
    "removed-job-jwt",
    "`CI_JOB_JWT`, `CI_JOB_JWT_V1` or `CI_JOB_JWT_V2`",
    .high,
    .dead
  )

  private static func findings(_ subject: GitLabSubject) -> [Finding] {
    subject.job.removedTokens
      .filter { place in subject.isFirst { $0.removedTokens.contains { $0.span == place.span } } }
      .map { place in
        let own = subject.job.tokens.first
        return Finding(
          description,
          subject.severity(.high),
          .dead,
          "`\(place.value)` is empty since GitLab 17.0",
          at: .init(place.span, "nothing fills it"),
          related: own.map { [.init($0.name.span, "the job's token is in this variable")] } ?? [],
          help: own.map { "use `\($0.name.value)`, which `id_tokens` fills" }
            ?? "declare the token under `id_tokens` with its audience, and use the variable named there",
          subject: subject.address,
          cause: place.value
        )
      }
  }
}
