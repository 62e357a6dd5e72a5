package import KeylessSource

/// What the header may decide: the algorithm to expect and the name of the key (RFC 7515 section 4.1).
package struct TokenHeader: Sendable {
  package let algorithm: SigningAlgorithm
  package let keyID: String?
  /// Every member, for inspection only.
  package let node: JSONNode

  init(_ node: JSONNode) throws(TokenRefusal) {
    self.node = node
    guard case .object(let members) = node.value else {
      throw TokenRefusal(.notAnObject, "the header is not an object")
    }
    var algorithm: SigningAlgorithm?
    var keyID: String?
    for member in members {
      switch Name(member.name) {
      case .algorithm: algorithm = try Self.algorithm(member.value)
      case .keyID: keyID = try Self.keyID(member.value)
      case .type:
        guard case .string = member.value.value else {
          throw TokenRefusal(.invalidType, "`typ` in the header is \(member.value.kind), not a string")
        }
      case .critical:
        throw TokenRefusal(
          .criticalHeader,
          "the header has `crit`; no extension is understood, so every one is refused"
        )
      case .encoded:
        guard case .bool(true) = member.value.value else {
          throw TokenRefusal(.unencodedPayload, "the header asks for an unencoded payload with `b64` (RFC 7797)")
        }
      case nil: break
      }
    }
    guard let algorithm else { throw TokenRefusal(.missingAlgorithm, "the header has no `alg`") }
    self.algorithm = algorithm
    self.keyID = keyID
  }

  /// The members that are read at all; names of three and four bytes, compared as one number.
  private enum Name {
    case algorithm, keyID, type, critical, encoded

    init?(_ name: String) {
      guard (3...4).contains(name.utf8.count) else { return nil }
      var packed: UInt32 = 0
      for byte in name.utf8 { packed = packed << 8 | UInt32(byte) }
      switch packed {
      case 0x61_6C_67: self = .algorithm
      case 0x6B_69_64: self = .keyID
      case 0x74_79_70: self = .type
      case 0x63_72_69_74: self = .critical
      case 0x62_36_34: self = .encoded
      default: return nil
      }
    }
  }

  private static func algorithm(_ node: JSONNode) throws(TokenRefusal) -> SigningAlgorithm {
    guard case .string(let name) = node.value else {
      throw TokenRefusal(.unsupportedAlgorithm, "`alg` in the header is \(node.kind), not a string")
    }
    guard let algorithm = SigningAlgorithm(name: name) else {
      throw TokenRefusal(
        .unsupportedAlgorithm,
        "the algorithm \(TokenRefusal.quote(name)) is not one of RS256, RS384, RS512, ES256, ES384 and ES512"
      )
    }
    return algorithm
  }

  private static func keyID(_ node: JSONNode) throws(TokenRefusal) -> String {
    guard case .string(let keyID) = node.value, !keyID.isEmpty, keyID.utf8.count <= JSONWebKey.longestKeyID else {
      throw TokenRefusal(.invalidKeyID, "`kid` in the header must be a string of 1 to \(JSONWebKey.longestKeyID) bytes")
    }
    return keyID
  }
}
