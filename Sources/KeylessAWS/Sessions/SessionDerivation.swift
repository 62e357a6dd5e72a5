import Crypto

/// HKDF-SHA256 (RFC 5869) for outputs of at most one digest, in one buffer.
///
/// swift-crypto's `HKDF` gives the same bytes; it makes keys and hashers anew for each HMAC and takes four times as long,
/// and a server derives one secret per session. A test holds the two against each other.
enum SessionDerivation {
  /// The first `count` bytes of the output; nil for a salt or root longer than a block and for more than one digest.
  static func derive(_ root: SymmetricKey, salt: [UInt8], info: String, suffix: String, count: Int) -> [UInt8]? {
    guard count <= SHA256.byteCount, salt.count <= block, root.bitCount / 8 <= block else { return nil }
    var buffer = Buffer(capacity: block + max(block, info.utf8.count + suffix.utf8.count + 1))
    defer { buffer.wipe() }
    // Extract: HMAC(salt, root).
    buffer.begin(with: salt, mask: 0x36)
    unsafe root.withUnsafeBytes { unsafe buffer.append($0) }
    let inner = buffer.hash()
    buffer.begin(with: salt, mask: 0x5C)
    unsafe inner.withUnsafeBytes { unsafe buffer.append($0) }
    let key = buffer.hash()
    // Expand: HMAC(key, info and 1), the only block that is asked for.
    unsafe key.withUnsafeBytes { unsafe buffer.begin(with: $0, mask: 0x36) }
    unsafe info.withBytes { unsafe buffer.append($0) }
    unsafe suffix.withBytes { unsafe buffer.append($0) }
    buffer.append(CollectionOfOne(1))
    let expanded = buffer.hash()
    unsafe key.withUnsafeBytes { unsafe buffer.begin(with: $0, mask: 0x5C) }
    unsafe expanded.withUnsafeBytes { unsafe buffer.append($0) }
    return unsafe buffer.hash().withUnsafeBytes { unsafe Array($0.prefix(count)) }
  }

  /// The block length of SHA-256 in bytes.
  private static let block = 64

  /// What one hash is taken of.
  private struct Buffer {
    private var bytes: [UInt8]
    private var count = 0

    init(capacity: Int) { bytes = [UInt8](repeating: 0, count: capacity) }

    /// The key, filled up to a block with zeros, under one of the two masks of RFC 2104.
    mutating func begin(with key: some Collection<UInt8>, mask: UInt8) {
      for index in 0..<SessionDerivation.block { bytes[index] = mask }
      for (index, byte) in key.enumerated() { bytes[index] ^= byte }
      count = SessionDerivation.block
    }

    mutating func append(_ more: some Collection<UInt8>) {
      for byte in more {
        bytes[count] = byte
        count += 1
      }
    }

    func hash() -> SHA256.Digest {
      var hash = SHA256()
      unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      return hash.finalize()
    }

    /// As far as a language without volatile stores can promise it.
    mutating func wipe() {
      for index in bytes.indices { bytes[index] = 0 }
    }
  }
}
