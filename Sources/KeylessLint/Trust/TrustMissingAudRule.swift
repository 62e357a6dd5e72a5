import KeylessAWSHalf
import KeylessFindings
import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Without a test of the audience a token that the same job got for somebody else opens the role too.
enum TrustMissingAudRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL103",
    "trust-missing-aud",
    "only `:sub` is tested, no `:aud`",
    .medium,
    .open
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.openings.filter { $0.shape == .noAudience }.map { opening in
      let isGated = opening.people != .stranger && isGated(subject, opening.statement)
      let rest = isGated ? "only the client id of the provider does" : "a token that was meant for others is taken too"
      var found = subject.finding(
        description,
        opening,
        TrustSubject.Words(
          message: "the condition does not say for whom a token must be: \(rest)",
          label: "the audience is not tested",
          help: "test `aud` with `StringEquals` and the audience that your jobs ask for"
        )
      )
      found.witness = found.witness.map { "\($0), for any audience" }
      if isGated { found.severity = subject.severity(.low) }
      found.cause = "no aud; \(Cause.of(opening.statement))"
      return found
    }
  }

  /// Whether every provider of the issuer that is known takes one audience only.
  private static func isGated(_ subject: TrustSubject, _ statement: Statement) -> Bool {
    let issuers = KeyStanding.issuers(of: statement)
    let providers = subject.providers.filter { provider in
      guard let url = provider.url?.value else { return false }
      return issuers.contains { $0.utf8.elementsEqual(ConditionKeyMap.prefix(of: url).utf8) }
    }
    return !providers.isEmpty && providers.allSatisfy { $0.clientIDs?.count == 1 }
  }
}
