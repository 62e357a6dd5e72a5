import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Everybody, or every provider of the account, as the principal.
enum PrincipalStarRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL136",
    "principal-star",
    "`*` as the principal",
    .critical,
    .open,
    .unknown
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    let strangers = Strangers(subject.document)
    return subject.document.statements.compactMap { statement -> Finding? in
      guard statement.effect.value == .allow, let principal = statement.principal, !principal.isNegated,
        let star = principal.entries.first(where: isStar)
      else { return nil }
      let worth = OpenPrincipal(statement.naming(star.value), subject, strangers)
      guard worth.isOpen || worth.isNotKnown else { return nil }
      return Finding(
        description,
        subject.severity(worth.isOpenToAll ? .critical : .high),
        worth.isOpen ? subject.openEffect : .unknown,
        worth.isOpen ? message(star.value) : OpenPrincipal.notKnown,
        at: .init(star.span, "names nobody in particular"),
        witness: worth.witness,
        help: worth.isOpen
          ? "write the ARN of your provider: `arn:aws:iam::ACCOUNT:oidc-provider/ISSUER`" : OpenPrincipal.fenceHelp,
        subject: subject.role.address,
        cause: "Principal * beside \(Cause.of(statement))"
      )
    }
  }

  private static func isStar(_ entry: Located<PrincipalEntry>) -> Bool {
    switch entry.value {
    case .everyone, .anyFederated: true
    default: false
    }
  }

  private static func message(_ entry: PrincipalEntry) -> Diagnostic.Message {
    if case .anyFederated = entry { return "the role trusts every identity provider of the account" }
    return "the role trusts everybody: every provider of the account and every AWS account"
  }
}
