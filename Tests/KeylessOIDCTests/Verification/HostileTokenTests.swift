import KeylessTesting
import KeylessOIDC
import Testing

@Suite("the gate against hostile tokens")
struct HostileTokenTests {
  @Test(
    "every hostile token is refused for its own reason, in AWS's words",
    arguments: try HostileToken.all(Issuer.forge.get())
  )
  func refuses(_ hostile: HostileToken) throws {
    let forge = try Issuer.forge.get()
    let refusal = try #require(Issuer.refusal(hostile.compact, Issuer.expected(forge)), "it was accepted")
    #expect(refusal.code == hostile.code)
    #expect(refusal.awsError.code == hostile.awsCode)
    #expect(refusal.awsError.status == 400)
    #expect(Array(refusal.awsError.message.utf8).starts(with: hostile.message.utf8), "\(refusal.awsError.message)")
    #expect(!refusal.reason.isEmpty)
    #expect(!refusal.reason.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) })
    for segment in hostile.compact.split(separator: ".") where segment.utf8.count > 40 {
      #expect(!refusal.description.contains(segment), "the reason repeats a part of the token")
    }
  }

  @Test(
    "every suspicious but genuine token is accepted",
    arguments: try HostileToken.genuine(Issuer.forge.get()).map(\.name)
  )
  func accepts(_ name: String) throws {
    let forge = try Issuer.forge.get()
    let token = try #require(try HostileToken.genuine(forge).first { $0.name == name })
    let refusal = Issuer.refusal(token.compact, Issuer.expected(forge))
    #expect(refusal == nil)
  }

  @Test("the table holds more than 70 tokens and reaches every code that a token alone can cause")
  func isComplete() throws {
    let table = try HostileToken.all(Issuer.forge.get())
    #expect(table.count >= 70)
    #expect(Set(table.map(\.name)).count == table.count)
    let elsewhere: Set<TokenRefusal.Code> = [
      .keysUnavailable, .untrustedCertificate, .tooManyKeys, .roleNotListed,
    ]
    let missing = Set(TokenRefusal.Code.allCases).subtracting(table.map(\.code)).subtracting(elsewhere)
    #expect(missing.isEmpty)
  }

  @Test("a NUL before the name of a claim or of a header member makes another name")
  func nulIsNoName() throws {
    let forge = try Issuer.forge.get()
    let expected = Issuer.expected(forge)
    func refusal(_ header: String, _ claims: String) throws -> TokenRefusal.Code? {
      Issuer.refusal(try forge.sign(header, claims, by: forge.rsa), expected)?.code
    }
    func hidden(_ name: String, in text: String) -> String {
      let parts = text.split(separator: "\"\(name)\"", maxSplits: 1)
      return parts.joined(separator: "\"\\u0000\(name)\"")
    }
    #expect(try refusal(forge.headerText, forge.claimsText) == nil)
    #expect(try refusal(hidden("alg", in: forge.headerText), forge.claimsText) == .missingAlgorithm)
    #expect(try refusal(hidden("kid", in: forge.headerText), forge.claimsText) == .missingKeyID)
    for claim in ["iss", "sub", "aud", "iat", "exp"] {
      #expect(try refusal(forge.headerText, hidden(claim, in: forge.claimsText)) == .missingClaim, "\(claim)")
    }
    // The same names with a letter escaped are the same names.
    let escaped = forge.claimsText.split(separator: "\"iss\"", maxSplits: 1).joined(separator: "\"\\u0069ss\"")
    #expect(try refusal(forge.headerText, escaped) == nil)
    #expect(try refusal(forge.headerText, forge.claimsText(adding: "\"\\u0069ss\":\"x\"")) == .duplicateMember)
  }

  @Test("changing any one character of a genuine token refuses it")
  func everyCharacterCounts() throws {
    let forge = try Issuer.forge.get()
    let expected = Issuer.expected(forge)
    let seed: UInt64 = 0x6B65_796C_6573_7301
    var random = SplitMix64(seed: seed)
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n\u{0}".utf8)
    for token in [try forge.token(), try forge.tokenEC()] {
      let bytes = Array(token.utf8)
      for _ in 0..<400 {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        var changed = bytes
        changed[place] = try #require(alphabet.randomElement(using: &random))
        guard changed != bytes else { continue }
        let text = String(decoding: changed, as: UTF8.self)
        #expect(Issuer.refusal(text, expected) != nil, "seed \(seed), place \(place)")
      }
    }
  }

  @Test("random bytes and random cuts never crash and never pass")
  func survivesNoise() throws {
    let forge = try Issuer.forge.get()
    let expected = Issuer.expected(forge)
    let seed: UInt64 = 0x6B65_796C_6573_7302
    var random = SplitMix64(seed: seed)
    let good = Array(try forge.token().utf8)
    for _ in 0..<2000 {
      var bytes = Array(good.prefix(Int.random(in: 0..<good.count, using: &random)))
      for _ in 0..<Int.random(in: 0..<8, using: &random) { bytes.append(UInt8.random(in: 0...255, using: &random)) }
      let accepted = (try? TokenVerifier.verify(try UnverifiedToken.parse(bytes), against: expected)) != nil
      #expect(!accepted, "seed \(seed)")
    }
  }
}
