package import KeylessSource

/// A freshly minted token in compact form; as good as a password until it expires, so it does not print itself.
package struct SignedToken: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private let text: String

  /// Signs the two documents exactly as given; the header's `alg` picks the algorithm and must fit the key (RFC 7515
  /// section 5.1).
  package static func mint(header: JSON, payload: JSON, key: SigningKey) throws(KeyError) -> SignedToken {
    guard case .object(let members) = header, case .object = payload else {
      throw KeyError(.malformed, "a token's header and payload are JSON objects")
    }
    guard case .string(let name)? = members.first(where: { $0.name.sameBytes(as: "alg") })?.value,
      let algorithm = SigningAlgorithm(name: name)
    else {
      throw KeyError(.wrongAlgorithm, "the header's `alg` must be one of RS256, RS384, RS512, ES256, ES384 and ES512")
    }
    let input = Base64URL.encode(header.compact.utf8) + "." + Base64URL.encode(payload.compact.utf8)
    let signature = try key.signature(over: Array(input.utf8), algorithm: algorithm)
    return SignedToken(text: input + "." + Base64URL.encode(signature))
  }

  private init(text: String) { self.text = text }

  /// The compact JWS itself; a name that stands out at the place of use.
  package func reveal() -> String { text }

  package var description: String { "<redacted>" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
