import KeylessTesting
import Crypto
import Testing

@testable import KeylessAWS

@Suite("Session secrets")
struct SessionDerivationTests {
  @Test("the derivation is the library's HKDF, byte for byte")
  func reference() throws {
    let seed: UInt64 = 44
    var random = SplitMix64(seed: seed)
    func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) } }
    for round in 0..<2_000 {
      let root = SymmetricKey(data: bytes(Int.random(in: 0...64, using: &random)))
      let salt = bytes(Int.random(in: 0...64, using: &random))
      let info = random.hostileText()
      let count = Int.random(in: 1...32, using: &random)
      let expected = HKDF<SHA256>.deriveKey(
        inputKeyMaterial: root,
        salt: salt,
        info: Array((info + "x").utf8),
        outputByteCount: count
      )
      let actual = SessionDerivation.derive(root, salt: salt, info: info, suffix: "x", count: count)
      #expect(unsafe actual == expected.withUnsafeBytes { unsafe Array($0) }, "seed \(seed), round \(round)")
    }
  }

  @Test("RFC 5869's first vector, as far as one digest goes")
  func vector() {
    let root = SymmetricKey(data: [UInt8](repeating: 0x0B, count: 22))
    let info = String(decoding: [] as [UInt8], as: UTF8.self)
    // Test case 3 of the appendix: no salt and no info.
    let output = SessionDerivation.derive(root, salt: [], info: info, suffix: "", count: 32)
    #expect(
      output.map { Hex.encode($0) } == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
    )
  }

  @Test("what the one block cannot give is left to the library")
  func longer() throws {
    let root = SymmetricKey(data: [UInt8](repeating: 1, count: 32))
    let salt = [UInt8](repeating: 2, count: 65)
    #expect(SessionDerivation.derive(root, salt: salt, info: "", suffix: "", count: 30) == nil)
    #expect(SessionDerivation.derive(root, salt: [], info: "", suffix: "", count: 33) == nil)
    let key = try #require(SealingKey(id: 1, root: [UInt8](repeating: 1, count: 32)))
    #expect(key.secret(for: "A", salt: salt) != key.secret(for: "A", salt: Array(salt.dropLast())))
  }

  @Test("a length has one spelling, and fields beside the border of one byte come back")
  func lengths() throws {
    var random = SplitMix64(seed: 45)
    for length in [0, 1, 126, 127, 128, 129, 255, 256, 4000] {
      var session = try SessionSealTests.session(&random)
      session.subject = String(repeating: "s", count: length)
      let bytes = SessionCodec.encode(session, salt: [1, 2])
      let decoded = try #require(SessionCodec.decode(bytes))
      #expect(decoded.session == session)
      #expect(decoded.salt == [1, 2])
      // The salt's length spelled with three bytes is refused.
      #expect(SessionCodec.decode([0x80, 0, 2] + bytes.dropFirst()) == nil)
      #expect(SessionCodec.decode(bytes + [0]) == nil)
      for count in bytes.indices { #expect(SessionCodec.decode(Array(bytes[..<count])) == nil) }
    }
  }
}
