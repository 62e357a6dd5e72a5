package import KeylessAWSHalf
package import KeylessCIHalf
package import KeylessHandshake
import KeylessPlatforms
package import KeylessPolicy
import KeylessSource

/// One registered issuer, with who uses it: what the rules of OIDC providers look at.
package struct ProviderSubject: Sendable {
  package let provider: AWSProvider
  /// The provider's URL without scheme, as AWS puts it before the colon of a condition key.
  package let issuer: String?
  /// Conditions on the audience of this issuer's tokens, in the trust policies of the half.
  package let audienceClauses: [(role: AWSRole, clause: ConditionClause)]
  /// Every audience that some trust policy or some job names.
  package let used: Set<String>
  /// Everything that the half's providers of this URL take.
  package let taken: Set<String>
  private let known: KnownIssuers

  package init(_ provider: AWSProvider, _ half: AWSHalf, _ jobs: [CIJob], _ known: KnownIssuers) {
    self.provider = provider
    self.known = known
    let issuer = provider.url.map { Self.withoutScheme($0.value) }
    self.issuer = issuer
    let clauses = half.roles.flatMap { role in
      Self.statements(role).flatMap(\.conditions).map { (role: role, clause: $0) }
    }
    let audiences = clauses.filter { $0.clause.key.value.name.lowercased().hasSuffix(":aud") }
    audienceClauses = audiences.filter { found in
      issuer.map { found.clause.key.value.name.lowercased() == $0.lowercased() + ":aud" } ?? false
    }
    let ofJobs = jobs.flatMap { $0.tokens.flatMap(\.audiences) + $0.requests.compactMap(\.audience) }.map(\.source)
    used = Set(audiences.flatMap { $0.clause.values.map(\.value.text) } + ofJobs)
    taken = Set(
      half.providers.filter { $0.url.map { Self.withoutScheme($0.value) } == issuer }.flatMap { other in
        other.clientIDs?.map(\.value) ?? []
      }
    )
  }

  package static func all(_ half: AWSHalf, _ jobs: [CIJob], _ known: KnownIssuers) -> [ProviderSubject] {
    half.providers.map { ProviderSubject($0, half, jobs, known) }
  }

  /// Whether tokens of this very issuer exist.
  func isIssuer(_ issuer: String) -> Bool { isPublic(issuer) || known.platforms[issuer] != nil }

  func isPublic(_ issuer: String) -> Bool { Platform.issuing("https://" + issuer) != nil }

  private static func withoutScheme(_ url: String) -> String {
    for scheme in ["https://", "http://"] where url.hasPrefix(scheme) { return String(url.dropFirst(scheme.count)) }
    return url
  }

  private static func statements(_ role: AWSRole) -> [Statement] {
    switch role.trust {
    case .exact(let document): document.statements
    case .bounds(_, let possible, _): possible.statements
    case .unknown, .broken: []
    }
  }
}
