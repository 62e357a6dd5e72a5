import KeylessFindings
import KeylessPlatforms
import KeylessPolicy
import KeylessSource

/// AWS shows only some claims of a token to the policy; a condition on another is one on a key that is never there.
enum KeyNotMappedRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL121",
    "key-not-mapped",
    "a condition on a claim AWS does not map: `gitlab.com:environment`, `…:repository_owner`, `…:iss`, `…:event_name`",
    .medium,
    .dead,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.findings(description, ofKeys: words)
  }

  private static func words(_ standing: KeyStanding) -> (why: String, help: String)? {
    guard case .unmapped(let issuer, let claim) = standing else { return nil }
    return (
      "AWS does not show `\(TerminalText.escaping(claim))` of \(TerminalText.escaping(issuer)) to a policy",
      "test \(mapped(issuer)) instead"
    )
  }

  private static func mapped(_ issuer: String) -> String {
    let claims = ConditionKeyMap.claims(mappedFor: issuer).filter { $0.evidence != .disputed }.map { "`\($0.key)`" }
    return claims.isEmpty ? "`sub`" : claims.joined(separator: ", ")
  }
}
