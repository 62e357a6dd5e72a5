import KeylessAWSHalf
import KeylessFindings
import KeylessPlatforms
import KeylessSource

/// A thumbprint for an issuer that AWS verifies by its own root certificates: it does nothing, and looks as if it did.
enum StaleThumbprintRule {
  static let rule = Rule(description, .provider(findings))

  private static let description = RuleDescription(
    "KL307",
    "stale-thumbprint",
    "a `thumbprint_list` that is stale or has no effect",
    .info,
    .dead
  )

  private static func findings(_ subject: ProviderSubject) -> [Finding] {
    let provider = subject.provider
    // An account keeps one for every provider, whoever asked for it.
    guard !provider.address.hasPrefix("arn:"), !provider.isLookedUp, let issuer = subject.issuer,
      let first = provider.thumbprints?.first, isVerifiedByAWS(issuer)
    else { return [] }
    return [
      Finding(
        description,
        .info,
        .dead,
        "AWS verifies `\(issuer)` by its own root certificates, so the thumbprint has no effect",
        at: .init(first.span, "not looked at"),
        help: "remove `thumbprint_list` (recent versions of the AWS provider need none)",
        subject: provider.address,
        cause: "thumbprint_list"
      )
    ]
  }

  /// GitHub, GitLab, Google, Auth0, and key sets in S3 (IAM API reference, `CreateOpenIDConnectProvider`).
  private static func isVerifiedByAWS(_ issuer: String) -> Bool {
    let host = issuer.prefix { $0 != "/" }
    let isOfAmazon = host.hasSuffix(".amazonaws.com") && host.split(separator: ".").contains { $0.hasPrefix("s3") }
    return SharedIssuer.matching(issuer) != nil || host == "accounts.google.com" || host.hasSuffix(".auth0.com")
      || isOfAmazon
  }
}
