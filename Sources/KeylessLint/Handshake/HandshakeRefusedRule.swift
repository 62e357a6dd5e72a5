import KeylessAWSHalf
import KeylessCIHalf
import KeylessFindings
import KeylessHandshake
import KeylessSource

/// A job asks for a role whose trust policy refuses every pipeline that the job can run in.
enum HandshakeRefusedRule {
  static let rule = Rule(description, .handshake(findings))

  private static let description = RuleDescription(
    "KL401",
    "handshake-refused",
    "a job asks for a role that refuses every pipeline the job can run in",
    .medium,
    .dead
  )

  private static func findings(_ subject: HandshakeSubject) -> [Finding] {
    let handshake = subject.handshake
    guard handshake.verdict == .refused, let request = handshake.request, let role = handshake.role,
      !subject.isDeadForEverybody
    else { return [] }
    let problem: HandshakeProblem
    if let failing = subject.failingCondition {
      // A missing environment, a wrong audience and a bad session name have rules of their own.
      if MissingEnvironmentRule.speaks(subject) || GitLabEnvironmentMismatchRule.speaks(subject)
        || failing.key.lowercased().hasSuffix(":aud") || subject.problem(.sessionName) != nil
      {
        return []
      }
      if subject.problem(.audienceOfProvider) != nil { return [] }
      problem = failing.problem
    } else if let issuer = subject.problem(.issuer) {
      problem = issuer
    } else {
      return []
    }
    return [
      Finding(
        description,
        .medium,
        .dead,
        "`\(handshake.job.name.value)` never gets `\(role.name?.value ?? role.address)`: \(problem.message)",
        at: .init(request.span, "STS answers AccessDenied"),
        related: [.init(problem.span, "this refuses it")],
        help: problem.help ?? "let the trust policy name the job's own pipelines, or run the job where it does",
        subject: handshake.job.address,
        cause: "refused by \(role.address): \(problem.kind)"
      )
    ]
  }
}
