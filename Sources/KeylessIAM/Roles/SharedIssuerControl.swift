import KeylessAWS
import KeylessPlatforms
import KeylessPolicy
import KeylessSource

/// AWS's control for trust policies that name an issuer which many tenants share (IAM User Guide, "OIDC shared
/// issuers"): each statement that lets such an issuer's tokens in must test the key that tells its tenants apart.
///
/// A test counts when its operator is one of the three that the message names, with a set operator or without, and when
/// at least one of its values is something else than wildcards or nothing. IAM documents exactly that for GitHub ("not
/// solely a wildcard character (* and ?) or null"). Two points are disputed. A list of a good value and a `*` passed once
/// with AWS and is refused by another implementation; it passes here, because a recording outweighs a guess. A policy for
/// GitHub that tests only `repository_id` is refused, as the message of 2026 says. That `…IfExists` does not count, that
/// set operators do, and that only `Allow` of the web-identity exchange is looked at, is (unverified).
enum SharedIssuerControl {
  /// What IAM answers to a trust policy that it does not admit; nil when it admits it.
  static func violation(of document: PolicyDocument) -> String? {
    for statement in document.statements where letsTokensIn(statement) {
      for entry in statement.principal?.entries ?? [] {
        guard case .federated(let principal) = entry.value else { continue }
        if let message = violation(of: statement, for: principal) { return message }
      }
    }
    return nil
  }

  private static func violation(of statement: Statement, for principal: String) -> String? {
    // A built-in issuer stands there by its host.
    let issuer = (try? ARN(parsing: principal))?.oidcIssuer ?? principal
    if ASCII.equal(issuer, "accounts.google.com") {
      let keys = ["aud", "oaud", "sub"].map { "accounts.google.com:\($0)" }
      return evaluates(keys, statement) ? nil : googleMessage
    }
    guard let shared = SharedIssuer.matching(issuer) else { return nil }
    let keys = shared.tenancyKeys(for: issuer)
    guard !evaluates(keys, statement) else { return nil }
    if ASCII.equal(issuer, "cognito-identity.amazonaws.com"), statement.conditions.isEmpty { return cognitoMessage }
    return "Trust policy with trusted principal \(principal) must evaluate, using StringEquals, StringLike or "
      + "StringEqualsIgnoreCase, \(keys.joined(separator: " or ")) which is not scoped to all."
  }

  /// The text is ours (unverified).
  private static let cognitoMessage = "A condition block must be present for the Cognito provider"
  /// The text is ours (unverified).
  private static let googleMessage =
    "Policy trusting accounts.google.com requires a StringEquals condition on an application id"

  private static func letsTokensIn(_ statement: Statement) -> Bool {
    guard statement.effect.value == .allow else { return false }
    let isNamed = statement.action.patterns.contains { $0.value.matches("sts:AssumeRoleWithWebIdentity") }
    return isNamed != statement.action.isNegated
  }

  private static func evaluates(_ keys: [String], _ statement: Statement) -> Bool {
    let keys = keys.map(ConditionKey.init)
    return statement.conditions.contains { clause in
      keys.contains(clause.key.value) && counts(clause.test.value)
        && clause.values.contains { !isScopedToAll($0.value.text) }
    }
  }

  private static func counts(_ test: ConditionTest) -> Bool {
    switch (test.comparison, test.qualifier) {
    case (.stringEquals, .plain), (.stringEquals, .forAllValues), (.stringEquals, .forAnyValue),
      (.stringLike, .plain), (.stringLike, .forAllValues), (.stringLike, .forAnyValue),
      (.stringEqualsIgnoreCase, .plain), (.stringEqualsIgnoreCase, .forAllValues),
      (.stringEqualsIgnoreCase, .forAnyValue):
      true
    default: false
    }
  }

  /// Nothing, or nothing but wildcards and white space.
  private static func isScopedToAll(_ value: String) -> Bool {
    value.utf8.allSatisfy { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == 0x20 || $0 == 0x09 }
  }
}
