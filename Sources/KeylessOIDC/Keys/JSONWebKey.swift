package import KeylessSource

/// A public key as an issuer publishes it (RFC 7517 section 4).
package struct JSONWebKey: Hashable, Sendable {
  package let material: KeyMaterial
  /// Names the key in a token's header; never empty.
  package let keyID: String?
  /// When present, the only algorithm this key verifies.
  package let algorithm: SigningAlgorithm?

  package init(_ material: KeyMaterial, keyID: String?, algorithm: SigningAlgorithm? = nil) {
    self.material = material
    self.keyID = keyID
    self.algorithm = algorithm
  }

  /// The same key bound to one algorithm, as issuers publish it.
  package func bound(to algorithm: SigningAlgorithm?) -> JSONWebKey {
    JSONWebKey(material, keyID: keyID, algorithm: algorithm)
  }

  package var thumbprint: String { material.thumbprint }

  package var json: JSON {
    var members: [JSON.Member] = material.members
    if let keyID { members.append(.init("kid", .string(keyID))) }
    members.append(.init("use", "sig"))
    if let algorithm { members.append(.init("alg", .string(algorithm.name))) }
    return .object(members)
  }

  /// Longest `kid` we compare, in bytes; platforms use 20 to 64.
  static let longestKeyID = 255

  /// What one entry of a published set turned out to be.
  enum Entry {
    case key(JSONWebKey)
    /// Legal, but not for verifying our tokens.
    case skipped(String)
  }

  /// Reads one entry; throws for a key that should never have been published, or that claims to be ours and is
  /// malformed.
  static func read(_ node: JSONNode) throws(KeyError) -> Entry {
    guard case .object(let members) = node.value else {
      throw KeyError(.malformed, "the entry is \(node.kind), not an object")
    }
    for member in members where privateMembers.contains(where: { $0.sameBytes(as: member.name) }) {
      throw KeyError(
        .privateMember,
        "the entry has the private member `\(member.name)`; replace the key, it is published"
      )
    }
    let fields = Fields(members)
    let keyID = try fields.text("kid")
    if let keyID, keyID.isEmpty || keyID.utf8.count > longestKeyID {
      throw KeyError(.malformed, "`kid` must have 1 to \(longestKeyID) bytes")
    }
    guard let type = try fields.text("kty") else { throw KeyError(.malformed, "`kty` is missing") }
    let isRSA = type.sameBytes(as: "RSA")
    guard isRSA || type.sameBytes(as: "EC") else { return .skipped("its key type is neither RSA nor EC") }
    if let use = try fields.text("use"), !use.sameBytes(as: "sig") { return .skipped("its `use` is not `sig`") }
    if let operations = fields["key_ops"], !allowsVerifying(operations) {
      return .skipped("its `key_ops` lack `verify`")
    }
    var algorithm: SigningAlgorithm?
    if let name = try fields.text("alg") {
      algorithm = SigningAlgorithm(name: name)
      if algorithm == nil { return .skipped("its `alg` is not one that AWS accepts") }
    }
    let material: KeyMaterial
    if isRSA {
      material = try KeyMaterial(modulus: try fields.bytes("n"), exponent: try fields.bytes("e"))
    } else {
      guard let name = try fields.text("crv") else { throw KeyError(.malformed, "`crv` is missing") }
      guard let curve = EllipticCurve(name: name) else { return .skipped("its curve is not P-256, P-384 or P-521") }
      let x = try fields.bytes("x")
      let y = try fields.bytes("y")
      guard x.count == curve.size, y.count == curve.size else {
        throw KeyError(.malformed, "a \(curve.name) key needs two coordinates of \(curve.size) bytes")
      }
      material = .elliptic(curve, x: x, y: y)
    }
    if let algorithm, !material.fits(algorithm) { return .skipped("its `alg` does not fit \(material.words)") }
    return .key(JSONWebKey(material, keyID: keyID, algorithm: algorithm))
  }

  /// RFC 7518 sections 6.2.2, 6.3.2 and 6.4.
  private static let privateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"]

  private static func allowsVerifying(_ node: JSONNode) -> Bool {
    guard case .array(let items) = node.value else { return false }
    return items.contains { item in
      guard case .string(let text) = item.value else { return false }
      return text.sameBytes(as: "verify")
    }
  }
}

/// The members of one entry, by exact name.
private struct Fields {
  private let members: [JSONMember]

  init(_ members: [JSONMember]) { self.members = members }

  subscript(name: String) -> JSONNode? {
    members.first { $0.name.sameBytes(as: name) }?.value
  }

  func text(_ name: String) throws(KeyError) -> String? {
    guard let node = self[name] else { return nil }
    guard case .string(let text) = node.value else {
      throw KeyError(.malformed, "`\(name)` is \(node.kind), not a string")
    }
    return text
  }

  func bytes(_ name: String) throws(KeyError) -> [UInt8] {
    guard let text = try text(name) else { throw KeyError(.malformed, "`\(name)` is missing") }
    guard let bytes = Base64URL.decode(text) else { throw KeyError(.malformed, "`\(name)` is not canonical base64url") }
    return bytes
  }
}
