package import KeylessSource

/// What the header may decide: the algorithm to expect and the name of the key (RFC 7515 section 4.1).
package struct TokenHeader: Sendable {
  package let algorithm: SigningAlgorithm
  package let keyID: String?
  private let index: JSONIndex

  init(_ index: JSONIndex) throws(TokenRefusal) {
    self.index = index
    guard index.isObject(index.root) else {
      throw TokenRefusal(.notAnObject, "the header is not an object")
    }
    var algorithm: SigningAlgorithm?
    var keyID: String?
    for member in index.members(of: index.root) {
      guard let packed = index.packed(member.name), let name = Name(rawValue: packed) else { continue }
      switch name {
      case .algorithm: algorithm = try Self.algorithm(index, member.value)
      case .keyID: keyID = try Self.keyID(index, member.value)
      case .type:
        guard index.isString(member.value) else {
          let kind = index.node(member.value).kind
          throw TokenRefusal(.invalidType, "`typ` in the header is \(kind), not a string")
        }
      case .critical:
        throw TokenRefusal(
          .criticalHeader,
          "the header has `crit`; no extension is understood, so every one is refused"
        )
      case .encoded:
        guard index.bool(member.value) == true else {
          throw TokenRefusal(.unencodedPayload, "the header asks for an unencoded payload with `b64` (RFC 7797)")
        }
      }
    }
    guard let algorithm else { throw TokenRefusal(.missingAlgorithm, "the header has no `alg`") }
    self.algorithm = algorithm
    self.keyID = keyID
  }

  /// Every member, for inspection only; built anew each time.
  package var node: JSONNode { index.node(index.root) }

  /// The members that are read at all, as `JSONIndex.packed` writes their names: `alg`, `kid`, `typ`, `crit` and `b64`.
  private enum Name: UInt64 {
    case algorithm = 0x3_00_61_6C_67
    case keyID = 0x3_00_6B_69_64
    case type = 0x3_00_74_79_70
    case critical = 0x4_63_72_69_74
    case encoded = 0x3_00_62_36_34
  }

  private static func algorithm(
    _ index: JSONIndex,
    _ place: JSONIndex.Place
  ) throws(TokenRefusal) -> SigningAlgorithm {
    guard let name = index.text(place) else {
      throw TokenRefusal(.unsupportedAlgorithm, "`alg` in the header is \(index.node(place).kind), not a string")
    }
    guard let algorithm = SigningAlgorithm(name: name) else {
      throw TokenRefusal(
        .unsupportedAlgorithm,
        "the algorithm \(TokenRefusal.quote(name)) is not one of RS256, RS384, RS512, ES256, ES384 and ES512"
      )
    }
    return algorithm
  }

  private static func keyID(_ index: JSONIndex, _ place: JSONIndex.Place) throws(TokenRefusal) -> String {
    guard let keyID = index.text(place), !keyID.isEmpty, keyID.utf8.count <= JSONWebKey.longestKeyID else {
      throw TokenRefusal(.invalidKeyID, "`kid` in the header must be a string of 1 to \(JSONWebKey.longestKeyID) bytes")
    }
    return keyID
  }
}
