package import KeylessPlatforms
package import KeylessPolicy

/// The universes of one run: the policies of an account mostly ask about the same keys of the same issuer.
///
/// Used by one task at a time.
package final class Universes {
  private var made: [Question: TrustUniverse] = [:]
  private static let most = 256

  private struct Question: Hashable {
    var platform: PlatformID
    var issuer: String
    var audiences: [String]?
    var templates: [[String]]
    var use: KeyUse
  }

  package init() {}

  /// As `TrustUniverse.init`; throws what it throws.
  package func universe(
    platform: Platform,
    issuer: String,
    audiences: [String]?,
    templates: [[String]] = [],
    policies: [PolicyDocument]
  ) throws(PlatformError) -> TrustUniverse {
    let question = Question(
      platform: platform.id,
      issuer: issuer,
      audiences: audiences,
      templates: templates,
      use: KeyUse(policies)
    )
    if let known = made[question] { return known }
    let universe = try TrustUniverse(
      platform: platform,
      issuer: issuer,
      audiences: audiences,
      templates: templates,
      use: question.use
    )
    if made.count == Self.most { made.removeAll() }
    made[question] = universe
    return universe
  }
}
