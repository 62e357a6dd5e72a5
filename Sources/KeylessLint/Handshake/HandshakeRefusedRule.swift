import KeylessAWSHalf
import KeylessCIHalf
import KeylessFindings
import KeylessHandshake
import KeylessPlatforms
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
    return [length(subject), policy(subject)].compactMap(\.self).map { problem in
      // The trust policy refuses, or the session is none that STS or the role gives.
      let isLength = problem.kind == .duration
      return Finding(
        description,
        .medium,
        .dead,
        "`\(handshake.job.name.value)` never gets `\(role.name?.value ?? role.address)`: \(problem.message)",
        at: isLength
          ? .init(problem.span, "STS answers ValidationError") : .init(request.span, "STS answers AccessDenied"),
        related: [.init(isLength ? problem.other ?? role.span : problem.span, "this refuses it")],
        help: problem.help ?? "let the trust policy name the job's own pipelines, or run the job where it does",
        subject: handshake.job.address,
        cause: "refused by \(role.address): \(problem.kind)"
      )
    }
  }

  /// On GitLab a session that is too long has a rule of its own.
  private static func length(_ subject: HandshakeSubject) -> HandshakeProblem? {
    subject.handshake.job.platform == "gitlab" ? nil : subject.problem(.duration)
  }

  private static func policy(_ subject: HandshakeSubject) -> HandshakeProblem? {
    guard let failing = subject.failingCondition else { return subject.problem(.issuer) }
    // A missing environment, a wrong audience and a bad session name have rules of their own.
    if MissingEnvironmentRule.speaks(subject) || GitLabEnvironmentMismatchRule.speaks(subject)
      || failing.key.lowercased().hasSuffix(":aud") || subject.problem(.sessionName) != nil
      || subject.problem(.audienceOfProvider) != nil
    {
      return nil
    }
    return failing.problem
  }
}
