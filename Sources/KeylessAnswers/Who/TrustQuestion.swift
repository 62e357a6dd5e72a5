import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// A trust policy and whose tokens it is asked about.
struct TrustQuestion {
  let document: PolicyDocument
  let policy: CompiledPolicy
  /// Each issuer with its provider's ARN and its platform.
  let providers: [Provider]
  /// Issuers that no platform is known for.
  let unknownIssuers: [String]

  struct Provider {
    var arn: String
    /// With its scheme.
    var issuer: String
    var platform: Platform
  }

  /// The platform follows from the issuer in the policy's principals; it can be named for an issuer of one's own.
  init(_ document: PolicyDocument, platform name: String?, issuer: String?) throws(BatchError) {
    self.document = document
    policy = CompiledPolicy(document)
    var named: Platform?
    if let name {
      guard let platform = Platform.named(name) else {
        let all = Platform.all.map { "`\($0.id)`" }.joined(separator: ", ")
        throw BatchError("there is no platform `\(name)`; the platforms are \(all)")
      }
      named = platform
    }
    var providers: [Provider] = []
    var unknown: [String] = []
    let spoken = Self.spoken(by: document)
    let issuers: [(issuer: String, arn: String)]
    if let issuer {
      guard let url = IssuerURL(issuer.contains("://") ? issuer : "https://" + issuer) else {
        throw BatchError("`\(issuer)` is no issuer: an https URL without user, query and fragment")
      }
      issuers = [
        (
          "https://" + url.withoutScheme,
          spoken.first { $0.issuer == url.withoutScheme }?.arn ?? Self.arn(url.withoutScheme)
        )
      ]
    } else if spoken.isEmpty, Self.isOpen(document), let issuer = named?.defaultIssuer {
      issuers = [(issuer, Self.arn(ConditionKeyMap.prefix(of: issuer)))]
    } else {
      issuers = spoken.map { ("https://" + $0.issuer, $0.arn) }
    }
    for (issuer, arn) in issuers {
      if let platform = named ?? Platform.issuing(issuer) {
        providers.append(Provider(arn: arn, issuer: issuer, platform: platform))
      } else {
        unknown.append(issuer)
      }
    }
    if issuers.isEmpty, Self.isOpen(document) { unknown.append("every issuer") }
    self.providers = providers
    unknownIssuers = unknown
  }

  /// The OIDC providers that the principals name, without scheme.
  private static func spoken(by document: PolicyDocument) -> [(issuer: String, arn: String)] {
    var out: [(issuer: String, arn: String)] = []
    for statement in document.statements where statement.effect.value == .allow {
      for entry in statement.principal?.entries ?? [] {
        guard case .federated(let provider) = entry.value else { continue }
        let issuer: String
        if let range = provider.firstRange(of: ":oidc-provider/") {
          issuer = String(provider[range.upperBound...])
        } else if provider.contains(":saml-provider/") {
          continue
        } else {
          issuer = provider
        }
        if !out.contains(where: { $0.issuer == issuer }) { out.append((issuer, provider)) }
      }
    }
    return out
  }

  /// Whether some statement lets in tokens of every provider.
  private static func isOpen(_ document: PolicyDocument) -> Bool {
    document.statements.contains { statement in
      guard statement.effect.value == .allow, let principal = statement.principal else { return false }
      if principal.isNegated { return true }
      return principal.entries.contains { entry in
        switch entry.value {
        case .everyone, .anyFederated: true
        default: false
        }
      }
    }
  }

  private static func arn(_ issuer: String) -> String { "arn:aws:iam::111122223333:oidc-provider/\(issuer)" }

  /// The answers for every provider.
  func answers(
    audiences: [String]?,
    owners: Owners,
    resourceControl: [CompiledPolicy] = []
  ) throws -> [ReachAnswer] {
    try providers.map { provider in
      let found = SubjectTemplates(document, provider.platform, issuer: provider.issuer)
      let work = Work()
      func answer(_ templates: [[String]]) throws -> ReachAnswer {
        let universe = try TrustUniverse(
          platform: provider.platform,
          issuer: provider.issuer,
          audiences: audiences,
          templates: templates,
          policies: [document] + resourceControl.map(\.document)
        )
        return try ReachAnalysis(
          policy,
          resourceControl: resourceControl,
          provider: provider.arn,
          in: universe,
          work: work
        ).answer(owners: owners)
      }
      let first = try answer(found.uncommon)
      // A statement that nobody meets by default may be meant for a custom subject.
      return first.dead.isEmpty || found.templates == found.uncommon ? first : try answer(found.templates)
    }
  }
}
