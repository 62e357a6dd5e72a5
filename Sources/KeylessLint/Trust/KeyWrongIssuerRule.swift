import KeylessFindings
import KeylessPolicy
import KeylessSource

/// A key that begins with another issuer than the one that is trusted is never there.
enum KeyWrongIssuerRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL122",
    "key-wrong-issuer",
    "the key's prefix is not the issuer of the statement's principal",
    .medium,
    .dead,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, ofKeys: words)
  }

  private static func words(_ standing: KeyStanding) -> (why: String, help: String)? {
    guard case .wrongIssuer(let prefix, let claim, let issuers) = standing else { return nil }
    return (
      "the key begins with `\(TerminalText.escaping(prefix))`, and the statement trusts \(trusted(issuers))",
      "spell the key `\(TerminalText.escaping("\(issuers.first ?? ""):\(claim)"))`, if that is what is meant"
    )
  }

  private static func trusted(_ issuers: [String]) -> String {
    issuers.map { "`\(TerminalText.escaping($0))`" }.joined(separator: ", ")
  }
}
