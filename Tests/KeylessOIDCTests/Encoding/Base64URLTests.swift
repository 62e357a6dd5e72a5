import KeylessTesting
import KeylessOIDC
import Testing

@Suite("base64url")
struct Base64URLTests {
  @Test(
    "known texts",
    arguments: [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("\u{3FF}?>", "z78_Pg")]
  )
  func known(_ text: String, _ encoded: String) {
    #expect(Base64URL.encode(text.utf8) == encoded)
    #expect(Base64URL.decode(encoded) == Array(text.utf8))
  }

  @Test(
    "any other spelling is refused",
    arguments: [
      "Zg==", "Zg=", "Zh", "Zm9", "Z", "Zm9vY", "Zm9v\n", " Zm9v", "Zm 9v", "Zm+v", "Zm/v", "Zm9é", "====", "Zm9v.",
      "Zm9\u{0}",
    ]
  )
  func refuses(_ text: String) {
    #expect(Base64URL.decode(text) == nil)
  }

  @Test("at every length and place, a letter of the alphabet is read and any other byte refuses the whole")
  func everyPlace() {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    let letters = Set(alphabet)
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ count) }
      let text = Array(Base64URL.encode(bytes).utf8)
      #expect(Base64URL.decode(text[...]) == bytes)
      // A slice that does not begin at zero, with letters on both sides.
      #expect(Base64URL.decode((alphabet + text + alphabet)[64..<(64 + text.count)]) == bytes)
      for place in text.indices {
        for byte: UInt8 in 0...255 {
          var changed = text
          changed[place] = byte
          let decoded = Base64URL.decode(changed[...])
          guard letters.contains(byte) else {
            #expect(decoded == nil, "\(count) bytes, place \(place), byte \(byte)")
            continue
          }
          if let decoded {
            #expect(Array(Base64URL.encode(decoded).utf8) == changed, "\(count) bytes, place \(place), byte \(byte)")
          } else {
            #expect(place == text.count - 1 && count % 3 != 0, "\(count) bytes, place \(place), byte \(byte)")
          }
        }
      }
    }
  }

  @Test("every byte string survives, and every accepted text is the one that encodes to it")
  func property() {
    let seed: UInt64 = 0x6B65_796C_6573_7303
    var random = SplitMix64(seed: seed)
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes, "seed \(seed)")
      let text = (0..<Int.random(in: 0..<6, using: &random)).map { _ in UInt8.random(in: 0x2B...0x7A, using: &random) }
      if let decoded = Base64URL.decode(text[...]) {
        #expect(Array(Base64URL.encode(decoded).utf8) == text, "seed \(seed)")
      }
    }
  }
}
