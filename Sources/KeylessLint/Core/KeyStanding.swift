import KeylessPlatforms
package import KeylessPolicy
import KeylessSource

/// What a condition key is to a statement that trusts the tokens of some issuers.
package enum KeyStanding: Hashable, Sendable {
  /// A claim of one of the issuers that AWS maps.
  case mapped
  /// A claim of one of the issuers that AWS does not map: never there.
  case unmapped(issuer: String, claim: String)
  /// Begins with an issuer that the statement does not trust: never there.
  case wrongIssuer(prefix: String, claim: String, issuers: [String])
  /// `aws:…`, `sts:…`: none of a token.
  case global

  package init(_ key: ConditionKey, in statement: Statement) {
    self.init(key, issuers: Self.issuers(of: statement))
  }

  package init(_ key: ConditionKey, issuers: [String]) {
    let folded = key.folded
    for issuer in issuers {
      let prefix = ConditionKey(issuer + ":").folded
      guard folded.starts(with: prefix) else { continue }
      let claim = String(decoding: key.name.utf8.dropFirst(prefix.count), as: UTF8.self)
      let isMapped = ConditionKeyMap.claims(mappedFor: issuer).contains {
        ConditionKey($0.key).folded == folded.dropFirst(prefix.count).map { $0 }
      }
      self = isMapped ? .mapped : .unmapped(issuer: issuer, claim: claim)
      return
    }
    guard !issuers.isEmpty, let colon = key.name.utf8.lastIndex(of: UInt8(ascii: ":")) else {
      self = .global
      return
    }
    let prefix = String(key.name[..<colon])
    let claim = String(key.name[key.name.utf8.index(after: colon)...])
    // The prefixes of AWS itself are single words; an issuer is a host.
    guard prefix.utf8.contains(UInt8(ascii: ".")) || prefix.utf8.contains(UInt8(ascii: "/")) else {
      self = .global
      return
    }
    self = .wrongIssuer(prefix: prefix, claim: claim, issuers: issuers)
  }

  /// The OIDC issuers whose tokens a statement speaks of, without scheme; empty where it trusts every provider.
  package static func issuers(of statement: Statement) -> [String] {
    guard let principal = statement.principal, !principal.isNegated else { return [] }
    return principal.entries.compactMap { entry in
      guard case .federated(let provider) = entry.value, !provider.contains(":saml-provider/") else { return nil }
      guard let range = provider.firstRange(of: ":oidc-provider/") else { return provider }
      return String(provider[range.upperBound...])
    }
  }

  /// Whether tokens never have the key.
  package var isNeverThere: Bool {
    switch self {
    case .unmapped, .wrongIssuer: true
    case .mapped, .global: false
    }
  }
}

extension ConditionClause {
  /// Whether it holds where its key is missing.
  package var holdsWithoutKey: Bool {
    if test.value.comparison == .null {
      return values.contains { if case .absent(true) = $0.value.operand { true } else { false } }
    }
    return switch test.value.qualifier {
    case .plain: test.value.comparison.isNegated
    case .ifExists, .forAllValues, .forAllValuesIfExists: true
    case .forAnyValue, .forAnyValueIfExists: false
    }
  }

  /// The same test of a key that must be there.
  package var strict: ConditionClause {
    var clause = self
    clause.test.value.qualifier = .plain
    return clause
  }
}
