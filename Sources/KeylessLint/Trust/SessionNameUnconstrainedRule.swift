import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// The caller chooses the name under which CloudTrail shows the session.
enum SessionNameUnconstrainedRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL139",
    "session-name-unconstrained",
    "no condition on `sts:RoleSessionName`",
    .low,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    // What is unknown of the policy may ask for it.
    guard subject.unknowns.isEmpty else { return [] }
    if subject.denying.contains(where: isBound) { return [] }
    return subject.admitting.compactMap { statement in
      guard !statement.oidcProviders.isEmpty, !isBound(statement), subject.worth([statement]).areOpen else {
        return nil
      }
      let place = statement.action.patterns.first { $0.value.matches("sts:AssumeRoleWithWebIdentity") }
      return Finding(
        description,
        subject.severity(.low),
        .open,
        "the caller chooses any session name, and CloudTrail shows that name",
        at: .init(place?.span ?? statement.action.span, "one job can pose as another"),
        help: "ask for the session names of your pipeline: `StringLike` `sts:RoleSessionName` `NAME-*`",
        subject: subject.role.address,
        cause: Cause.without("session name", statement)
      )
    }
  }

  /// A pattern of wildcards alone binds nothing.
  private static func isBound(_ statement: Statement) -> Bool {
    statement.conditions.contains { clause in
      clause.key.value == ConditionKey("sts:RoleSessionName")
        && !clause.values.contains { $0.value.text.utf8.allSatisfy { $0 == UInt8(ascii: "*") } }
    }
  }
}
