/// A claim that AWS exposes as a condition key while a trust policy is evaluated.
package struct MappedClaim: Hashable, Sendable {
  /// The member's name in the token.
  package let claim: String
  /// What stands after `<issuer without scheme>:` in the condition key.
  package let key: String
  package let kind: Kind
  package let evidence: Evidence

  init(_ claim: String, key: String? = nil, _ kind: Kind = .string, _ evidence: Evidence = .documented) {
    self.claim = claim
    self.key = key ?? claim
    self.kind = kind
    self.evidence = evidence
  }

  /// How many values the key has, and of what type.
  package enum Kind: Hashable, Sendable {
    case string, number
    /// Multi-valued.
    case strings
  }
}
