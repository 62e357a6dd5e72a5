import Crypto

/// Turns a session into an opaque token and back: AES-256-GCM, with version and key id in clear but authenticated.
///
/// Layout before base64: version (1 byte), key id (4), nonce (12), ciphertext, tag (16).
package struct SessionSeal: Sendable {
  /// Why a token was not opened; to the client all of them are `.invalidClientToken`.
  package enum Refusal: Error, Hashable, Sendable {
    case tooLong
    case notBase64
    case tooShort
    case version
    case unknownKey
    /// Wrong key or altered bytes; the two cannot be told apart.
    case authentication
    case malformed
    /// The token belongs to another access key than the request names.
    case otherAccessKey
  }

  /// What a token gives when it is opened.
  package struct Opened: Sendable {
    package let session: Session
    /// The key that requests of this session are signed with.
    package let secret: SecretAccessKey
  }

  /// Why a session cannot be sealed.
  package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
    case tooLarge(Int)
    case randomness(Int)

    package var description: String {
      switch self {
      case .tooLarge(let count):
        "could not seal the session: its token would have \(count) characters, more than \(SessionSeal.limit); "
          + "pass fewer tags or a shorter session policy"
      case .randomness(let count):
        "could not seal the session: the source of randomness gave \(count) bytes instead of 28; check the source"
      }
    }
  }

  /// Tokens travel in a header next to others; common servers stop at 8 or 16 kilobytes for all of them.
  package static let limit = 12_288
  private static let version: UInt8 = 1

  private let current: SealingKey
  private let older: [SealingKey]
  /// Version and id of the current key.
  private let header: [UInt8]

  /// New tokens are sealed with `current`; those of `older` keys still open.
  package init(current: SealingKey, older: [SealingKey] = []) {
    self.current = current
    self.older = older
    header = [Self.version] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: current.id >> UInt32($0)) }
  }

  /// Asks once for twenty-eight random bytes: sixteen of salt for the session's secret, twelve of nonce.
  package func seal(
    _ session: Session,
    random: (Int) -> [UInt8]
  ) throws(Failure) -> (token: SessionToken, secret: SecretAccessKey) {
    try seal(session, noise: random(28)[...])
  }

  /// The same with twenty-eight bytes that were drawn together with others; they must never be used again.
  package func seal(
    _ session: Session,
    noise: ArraySlice<UInt8>
  ) throws(Failure) -> (token: SessionToken, secret: SecretAccessKey) {
    guard noise.count == 28 else { throw .randomness(noise.count) }
    let salt = Array(noise.prefix(16))
    let plain = SessionCodec.encode(session, salt: salt)
    let length = (plain.count + 33 + 2) / 3 * 4
    guard length <= Self.limit else { throw .tooLarge(length) }
    guard let nonce = try? AES.GCM.Nonce(data: noise.dropFirst(16)),
      let box = try? AES.GCM.seal(plain, using: current.sealing, nonce: nonce, authenticating: header),
      let combined = box.combined
    else { throw .randomness(noise.count) }
    var token: [UInt8] = []
    token.reserveCapacity(header.count + combined.count)
    token += header
    token.append(contentsOf: combined)
    return (SessionToken(Base64.encode(token)), current.secret(for: session.accessKeyID, salt: salt))
  }

  /// Opens a token for the access key that the request names.
  ///
  /// Expiry and the role's existence are the caller's to judge.
  package func open(_ token: SessionToken, for accessKeyID: String) throws(Refusal) -> Opened {
    guard token.exposed.utf8.count <= Self.limit else { throw .tooLong }
    guard let bytes = Base64.decode(token.exposed) else { throw .notBase64 }
    guard bytes.count > 33 else { throw .tooShort }
    guard bytes[0] == Self.version else { throw .version }
    let id = bytes[1..<5].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard let key = id == current.id ? current : older.first(where: { $0.id == id }) else { throw .unknownKey }
    guard let box = try? AES.GCM.SealedBox(combined: bytes[5...]),
      let plain = try? AES.GCM.open(box, using: key.sealing, authenticating: bytes[0..<5])
    else { throw .authentication }
    guard let (session, salt) = SessionCodec.decode(Array(plain)), salt.count == 16 else { throw .malformed }
    guard ASCII.equal(session.accessKeyID, accessKeyID) else { throw .otherAccessKey }
    return Opened(session: session, secret: key.secret(for: session.accessKeyID, salt: salt))
  }
}
