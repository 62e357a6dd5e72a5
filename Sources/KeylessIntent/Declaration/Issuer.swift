import KeylessPlatforms

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

  /// Whether AWS has condition keys for this issuer's own claims; `ConditionKeyMap` alone says so.
  package var mapsClaims: Bool {
    let own = platform == .gitlab ? "project_id" : "repository_id"
    return ConditionKeyMap.claims(mappedFor: url).contains { $0.claim == own }
  }

  /// Whether a token of this issuer may carry the immutable subject; GitHub Enterprise Server's never does.
  package var hasImmutableSubjects: Bool {
    let forms = try? platform.platform.forms(FormSelection(issuer: url))
    return forms?.contains { $0.layout == .immutable } ?? false
  }

  /// Whether the issuer is a GitHub Enterprise Server, which up to 3.18 left the `:` of an environment's name as it is.
  var isGitHubServer: Bool { platform == .github && !mapsClaims && !hasImmutableSubjects }
}
