package import KeylessPlatforms
package import KeylessPolicy
import KeylessSource

/// A trust policy and whose tokens it is asked about.
package struct TrustQuestion: Sendable {
  package let document: PolicyDocument
  package let policy: CompiledPolicy
  /// Each issuer with its provider's ARN and its platform.
  package let providers: [Provider]
  /// Issuers that no platform is known for.
  package let unknownIssuers: [String]

  package struct Provider: Sendable {
    package var arn: String
    /// With its scheme.
    package var issuer: String
    package var platform: Platform
  }

  /// A question that names a platform or an issuer there is none of.
  package struct Misasked: Error, Sendable {
    package let message: String

    init(_ message: String) { self.message = message }
  }

  /// The platform follows from the issuer in the policy's principals; it can be named for an issuer of one's own.
  ///
  /// `known` are the platforms of private issuers, by URL without scheme.
  package init(
    _ document: PolicyDocument,
    platform name: String? = nil,
    issuer: String? = nil,
    known: [String: Platform] = [:]
  ) throws(Misasked) {
    self.document = document
    policy = CompiledPolicy(document)
    var named: Platform?
    if let name {
      guard let platform = Platform.named(name) else {
        let all = Platform.all.map { "`\($0.id)`" }.joined(separator: ", ")
        throw Misasked("there is no platform `\(name)`; the platforms are \(all)")
      }
      named = platform
    }
    var providers: [Provider] = []
    var unknown: [String] = []
    let spoken = Self.spoken(by: document)
    let issuers: [(issuer: String, arn: String)]
    if let issuer {
      guard let url = IssuerURL(issuer.contains("://") ? issuer : "https://" + issuer), url.isSecure else {
        throw Misasked("`\(issuer)` is no issuer: an https URL without user, query and fragment")
      }
      let arns = spoken.filter { $0.issuer == url.withoutScheme }.map(\.arn)
      issuers = (arns.isEmpty ? [Self.arn(url.withoutScheme)] : arns).map { ("https://" + url.withoutScheme, $0) }
    } else if spoken.isEmpty, Self.isOpen(document), let issuer = named?.defaultIssuer {
      issuers = [(issuer, Self.arn(ConditionKeyMap.prefix(of: issuer)))]
    } else {
      issuers = spoken.map { ("https://" + $0.issuer, $0.arn) }
    }
    for (issuer, arn) in issuers {
      if let platform = named ?? Platform.issuing(issuer) ?? known[ConditionKeyMap.prefix(of: issuer)] {
        providers.append(Provider(arn: arn, issuer: issuer, platform: platform))
      } else {
        unknown.append(issuer)
      }
    }
    // Whoever is let in by `*` comes with a token of any provider of the account.
    if issuer == nil, name == nil || !spoken.isEmpty, Self.isOpen(document) { unknown.append("every other issuer") }
    self.providers = providers
    unknownIssuers = unknown
  }

  /// The OIDC providers that the principals name, without scheme.
  private static func spoken(by document: PolicyDocument) -> [(issuer: String, arn: String)] {
    var out: [(issuer: String, arn: String)] = []
    for statement in document.statements where statement.effect.value == .allow {
      guard let principal = statement.principal, !principal.isNegated, Self.isExchange(statement) else { continue }
      for entry in principal.entries {
        guard case .federated(let provider) = entry.value else { continue }
        let issuer: String
        if let range = provider.firstRange(of: ":oidc-provider/") {
          issuer = String(provider[range.upperBound...])
        } else if provider.contains(":saml-provider/") {
          continue
        } else {
          issuer = provider
        }
        if !out.contains(where: { $0.arn == provider }) { out.append((issuer, provider)) }
      }
    }
    return out
  }

  /// Whether a statement speaks of the exchange of a token.
  package static func isExchange(_ statement: Statement) -> Bool {
    let isNamed = statement.action.patterns.contains { $0.value.matches("sts:AssumeRoleWithWebIdentity") }
    return isNamed != statement.action.isNegated
  }

  /// Whether some statement lets in tokens of every provider.
  package static func isOpen(_ document: PolicyDocument) -> Bool {
    document.statements.contains { statement in
      guard statement.effect.value == .allow, let principal = statement.principal, isExchange(statement) else {
        return false
      }
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

  /// The statements that no issuer they speak of can meet; one that also speaks of unknown issuers is not known to be dead.
  package func dead(_ answers: [ReachAnswer]) -> [DeadStatement] {
    var out: [DeadStatement] = []
    for dead in answers.flatMap(\.dead) where !out.contains(where: { $0.number == dead.number }) {
      let speaking = answers.filter { $0.spoken.contains(dead.number) }
      guard speaking.allSatisfy({ answer in answer.dead.contains { $0.number == dead.number } }) else { continue }
      let statement = document.statements[dead.number - 1]
      var alone = document
      alone.statements = [statement]
      if !unknownIssuers.isEmpty, Self.isOpen(alone) || Self.names(unknownIssuers, statement) { continue }
      out.append(dead)
    }
    return out
  }

  private static func names(_ issuers: [String], _ statement: Statement) -> Bool {
    statement.principal?.entries.contains { entry in
      guard case .federated(let arn) = entry.value else { return false }
      return issuers.contains { arn.hasSuffix("/" + ConditionKeyMap.prefix(of: $0)) }
    } ?? false
  }
}
