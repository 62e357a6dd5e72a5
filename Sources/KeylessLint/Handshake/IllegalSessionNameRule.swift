import KeylessCIHalf
import KeylessFindings
import KeylessHandshake
import KeylessSource

/// A session name that STS refuses, always or on some refs.
enum IllegalSessionNameRule {
  static let rule = Rule(description, .handshake(findings))

  private static let description = RuleDescription(
    "KL403",
    "illegal-session-name",
    "a session name that can hold characters STS refuses, such as the slash of a branch",
    .medium,
    .dead
  )

  private static func findings(_ subject: HandshakeSubject) -> [Finding] {
    guard let problem = subject.problem(.sessionName) else { return [] }
    return [
      Finding(
        description,
        .medium,
        .dead,
        "\(problem.message)",
        at: .init(problem.span, "becomes the session name"),
        help: problem.help,
        subject: subject.handshake.job.address,
        cause: "session name"
      )
    ]
  }
}
