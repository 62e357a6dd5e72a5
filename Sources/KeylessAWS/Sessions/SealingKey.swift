import Crypto

/// One generation of the server's root secret, from which two separate roots come: one seals tokens, one derives
/// secret access keys (HKDF-SHA256, RFC 5869, told apart by `info`).
package struct SealingKey: Sendable, CustomStringConvertible, CustomReflectable {
  /// Stands in clear in every token that this key sealed.
  package let id: UInt32
  let sealing: SymmetricKey
  private let derivation: SymmetricKey

  /// Nil unless the root secret has at least thirty-two bytes; they must come from a secure source of randomness.
  package init?(id: UInt32, root: [UInt8]) {
    guard root.count >= 32 else { return nil }
    self.id = id
    let key = SymmetricKey(data: root)
    sealing = Self.derive(key, salt: [], info: "keyless/1/session-sealing", count: 32)
    derivation = Self.derive(key, salt: [], info: "keyless/1/secret-derivation", count: 32)
  }

  /// The forty-character secret of one access key; `salt` makes each session's key its own.
  package func secret(for accessKeyID: String, salt: [UInt8]) -> SecretAccessKey {
    let info = "keyless/1/secret-access-key/"
    if let key = SessionDerivation.derive(derivation, salt: salt, info: info, suffix: accessKeyID, count: 30) {
      return SecretAccessKey(Base64.encode(key))
    }
    let key = Self.derive(derivation, salt: salt, info: info + accessKeyID, count: 30)
    return SecretAccessKey(Base64.encode(unsafe key.withUnsafeBytes { unsafe Array($0) }))
  }

  /// Thirty-two bytes that only this root gives and that say nothing about it: by them a store knows its key again.
  package static func check(ofRoot root: [UInt8]) -> [UInt8] {
    let key = derive(SymmetricKey(data: root), salt: [], info: "keyless/1/root-check", count: 32)
    return unsafe key.withUnsafeBytes { unsafe Array($0) }
  }

  package var description: String { "sealing key \(id)" }
  package var customMirror: Mirror { Mirror(self, children: ["id": id]) }

  private static func derive(_ key: SymmetricKey, salt: [UInt8], info: String, count: Int) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(inputKeyMaterial: key, salt: salt, info: Array(info.utf8), outputByteCount: count)
  }
}
