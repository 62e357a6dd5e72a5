import KeylessCIHalf
import KeylessFindings
import KeylessHandshake
import KeylessSource

/// The job's audience is not the one that the provider and the trust policy expect, or it is one of several.
enum AudienceMismatchRule {
  static let rule = Rule(description, .handshake(findings))

  private static let description = RuleDescription(
    "KL503",
    "audience-mismatch",
    "the job's audience is not the one that the provider and the trust policy expect, or it is a list with an extra one",
    .medium,
    .dead,
    .open
  )

  private static func findings(_ subject: HandshakeSubject) -> [Finding] {
    let job = subject.handshake.job
    var out: [Finding] = []
    if let problem = subject.problem(.audienceOfProvider) ?? refusedByPolicy(subject) {
      out.append(
        Finding(
          description,
          .medium,
          .dead,
          "\(problem.message)",
          at: .init(audience(subject) ?? problem.span, "the audience of the token"),
          related: problem.other.map { [.init($0, "what is taken")] } ?? [.init(problem.span, "what is wanted")],
          help: problem.help ?? "give the token the audience that the trust policy names",
          subject: job.address,
          cause: "audience"
        )
      )
    }
    if let problem = subject.problem(.extraAudience) {
      out.append(
        Finding(
          description,
          .medium,
          .open,
          "\(problem.message)",
          at: .init(problem.span, "one token for all of them"),
          help: problem.help,
          subject: job.address,
          cause: "several audiences"
        )
      )
    }
    return out
  }

  private static func refusedByPolicy(_ subject: HandshakeSubject) -> HandshakeProblem? {
    guard subject.handshake.verdict == .refused, let failing = subject.failingCondition,
      failing.key.lowercased().hasSuffix(":aud")
    else { return nil }
    return failing.problem
  }

  private static func audience(_ subject: HandshakeSubject) -> SourceSpan? {
    guard let request = subject.handshake.request else { return nil }
    return request.audience?.span ?? JobToken.used(by: request, of: subject.handshake.job)?.audiences.first?.span
  }
}
