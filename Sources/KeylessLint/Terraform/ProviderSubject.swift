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
  /// Everything that the half's providers of this URL take.
  package let taken: Set<String>
  private let users: Users

  /// What the trust policies and jobs of a check ask of all providers.
  private struct Users: Sendable {
    var clauses: [String: [(role: AWSRole, clause: ConditionClause)]] = [:]
    var audiences: Set<String> = []
    /// Whether a job's audience is not known here, so that it may be any.
    var isOpen = false
    var taken: [String: Set<String>] = [:]
    var known: KnownIssuers
  }

  private init(_ provider: AWSProvider, _ users: Users) {
    self.provider = provider
    self.users = users
    let issuer = provider.url.map { Self.withoutScheme($0.value) }
    self.issuer = issuer
    audienceClauses = issuer.flatMap { users.clauses[$0.lowercased()] } ?? []
    taken = issuer.flatMap { users.taken[$0] } ?? []
  }

  package static func all(_ half: AWSHalf, _ jobs: [CIJob], _ known: KnownIssuers) -> [ProviderSubject] {
    var users = Users(known: known)
    for role in half.roles {
      for clause in statements(role).flatMap(\.conditions) {
        let key = clause.key.value.name.lowercased()
        guard key.hasSuffix(":aud") else { continue }
        users.clauses[String(key.dropLast(4)), default: []].append((role, clause))
        users.audiences.formUnion(clause.values.map(\.value.text))
      }
    }
    for audience in jobs.flatMap({ $0.tokens.flatMap(\.audiences) + $0.requests.compactMap(\.audience) }) {
      var text = ""
      for part in audience.parts {
        if case .literal(let literal) = part { text += literal } else { users.isOpen = true }
      }
      users.audiences.insert(text)
    }
    for provider in half.providers {
      guard let url = provider.url else { continue }
      users.taken[withoutScheme(url.value), default: []].formUnion(provider.clientIDs?.map(\.value) ?? [])
    }
    return half.providers.map { ProviderSubject($0, users) }
  }

  /// Whether some trust policy or some job names the audience, or may.
  func isUsed(_ audience: String) -> Bool { users.isOpen || users.audiences.contains(audience) }

  /// Whether tokens of this very issuer exist.
  func isIssuer(_ issuer: String) -> Bool { isPublic(issuer) || users.known.platforms[issuer] != nil }

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
