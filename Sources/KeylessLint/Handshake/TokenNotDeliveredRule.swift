import KeylessCIHalf
import KeylessFindings
import KeylessHandshake
import KeylessPlatforms
import KeylessSource

/// A token that no tool is given, or a role that is asked for without a token.
enum TokenNotDeliveredRule {
  static let rule = Rule(description, .handshake(findings))

  private static let description = RuleDescription(
    "KL402",
    "token-not-delivered",
    "a job gets a token that no tool of it is given, or asks for a role without a token",
    .medium,
    .dead
  )

  private static func findings(_ subject: HandshakeSubject) -> [Finding] {
    let job = subject.handshake.job
    // On GitHub the missing permission has a rule of its own.
    let missing = job.platform.description == "github" ? nil : subject.problem(.noToken)
    guard let problem = missing ?? subject.problem(.notDelivered) else { return [] }
    return [
      Finding(
        description,
        .medium,
        .dead,
        "\(problem.message)",
        at: .init(problem.span, problem.kind == .noToken ? "asked for here" : "nothing reads it"),
        related: problem.other.map { [.init($0, "the SDK looks here")] } ?? [],
        help: problem.help,
        subject: job.address,
        cause: "\(problem.kind)"
      )
    ]
  }
}
