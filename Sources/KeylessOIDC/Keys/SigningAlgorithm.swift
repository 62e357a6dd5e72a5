/// The six signature algorithms that AWS accepts in a web identity token (RFC 7518 section 3.1).
///
/// There is no case for `none`, HMAC, PSS or EdDSA, so no path through the verifier can reach them.
package enum SigningAlgorithm: String, CaseIterable, Hashable, Sendable {
  case rs256 = "RS256"
  case rs384 = "RS384"
  case rs512 = "RS512"
  case es256 = "ES256"
  case es384 = "ES384"
  case es512 = "ES512"

  /// The name as it stands in a header, matched byte for byte and case by case.
  package init?(name: String) {
    guard let match = Self.allCases.first(where: { $0.rawValue.sameBytes(as: name) }) else { return nil }
    self = match
  }

  package var name: String { rawValue }

  /// The curve an ECDSA algorithm is bound to (RFC 7518 section 3.4); nil for RSA.
  package var curve: EllipticCurve? {
    switch self {
    case .rs256, .rs384, .rs512: nil
    case .es256: .p256
    case .es384: .p384
    case .es512: .p521
    }
  }
}
