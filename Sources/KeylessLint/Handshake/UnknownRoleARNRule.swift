import KeylessCIHalf
import KeylessFindings
import KeylessHandshake
import KeylessSource

/// A role that no file, and no account that was asked, has.
enum UnknownRoleARNRule {
  static let rule = Rule(description, .handshake(findings))

  private static let description = RuleDescription(
    "KL609",
    "unknown-role-arn",
    "a role ARN for which these files, and the account when it was asked, have no role",
    .medium,
    .dead
  )

  private static func findings(_ subject: HandshakeSubject) -> [Finding] {
    guard let problem = subject.problem(.noSuchRole) ?? subject.problem(.malformedRole),
      let request = subject.handshake.request
    else { return [] }
    return [
      Finding(
        description,
        .medium,
        .dead,
        "\(problem.message)",
        at: .init(problem.span, "asked for here"),
        help: problem.help ?? "mend the ARN, or name the role's files too",
        subject: subject.handshake.job.address,
        cause: "role \(request.role.source)"
      )
    ]
  }
}
