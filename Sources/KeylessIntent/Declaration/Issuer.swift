/// An issuer URL and what AWS reads from its tokens besides `sub` and `aud`.
package struct Issuer: Hashable, Sendable {
  package var platform: IntentPlatform
  /// The exact `iss`, `https://` included.
  package var url: String

  package init(platform: IntentPlatform, url: String) {
    self.platform = platform
    self.url = url
  }

  /// The URL without its scheme: the prefix of condition keys and the end of the provider's ARN.
  package var key: String { String(url.dropFirst("https://".count)) }

  /// Whether AWS has condition keys for this issuer's own claims.
  ///
  /// gitlab.com has them, self-managed GitLab and Dedicated do not; github.com (also with an enterprise slug) and GHE.com
  /// have them, GHES does not. Source: the AWS service reference of 2026.
  package var mapsClaims: Bool {
    switch platform {
    case .gitlab: return key == "gitlab.com"
    case .github:
      let host = String(key.prefix { $0 != "/" })
      return host == "token.actions.githubusercontent.com"
        || (host.hasPrefix("token.actions.") && host.hasSuffix(".ghe.com"))
    }
  }

  /// Whether a token of this issuer may carry the immutable subject; GitHub Enterprise Server's never does.
  package var hasImmutableSubjects: Bool { platform == .github && mapsClaims }
}
