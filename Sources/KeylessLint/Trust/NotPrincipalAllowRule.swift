import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// `NotPrincipal` with `Allow`: everybody but the ones named.
enum NotPrincipalAllowRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL135",
    "notprincipal-allow",
    "`NotPrincipal` with `Allow`",
    .critical,
    .open,
    .unknown
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    let strangers = Strangers(subject.document)
    return subject.document.statements.compactMap { statement in
      guard statement.effect.value == .allow, let principal = statement.principal, principal.isNegated else {
        return nil
      }
      let worth = OpenPrincipal(statement, subject, strangers)
      guard worth.isOpen || worth.isNotKnown else { return nil }
      return Finding(
        description,
        subject.severity(worth.isOpenToAll ? .critical : .high),
        worth.isOpen ? subject.openEffect : .unknown,
        worth.isOpen ? "`NotPrincipal` with `Allow` admits everybody except those it names" : OpenPrincipal.notKnown,
        at: .init(principal.span, "all others get in"),
        witness: worth.witness,
        help: "name those who may get in under `Principal`",
        subject: subject.role.address,
        cause: "NotPrincipal beside \(Cause.of(statement))"
      )
    }
  }
}
