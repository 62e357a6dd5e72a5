import KeylessTesting
import Crypto
import KeylessOIDC
import KeylessSource
import Testing

@Suite("private keys and minting")
struct SigningKeyTests {
  @Test("a key survives being exported and imported, and keeps its name")
  func roundTrip() throws {
    let forge = try Issuer.forge.get()
    for key in [forge.rsa, forge.ec] {
      let again = try SigningKey(pem: key.exportPEM())
      #expect(again.publicKey == key.publicKey)
      #expect(again.keyID == key.publicKey.thumbprint)
    }
    #expect(forge.rsa.keyID != forge.attacker.keyID)
  }

  @Test("keys on P-384 and P-521 sign with their own algorithm and no other")
  func otherCurves() throws {
    let forge = try Issuer.forge.get()
    for (pem, algorithm) in [
      (P384.Signing.PrivateKey().pemRepresentation, SigningAlgorithm.es384),
      (P521.Signing.PrivateKey().pemRepresentation, SigningAlgorithm.es512),
    ] {
      let key = try SigningKey(pem: PrivateKeyText(pem))
      #expect(key.defaultAlgorithm == algorithm)
      let header: JSON = ["alg": .string(algorithm.name), "kid": .string(key.keyID)]
      let token = try SignedToken.mint(header: header, payload: .object(forge.claims), key: key)
      var expected = Issuer.expected(forge)
      expected.keys = try JSONWebKeySet([key.publicKey])
      #expect(Issuer.refusal(token.reveal(), expected) == nil)
      #expect(throws: KeyError.self) { try SignedToken.mint(header: ["alg": "ES256"], payload: [:], key: key) }
    }
  }

  @Test("every RSA algorithm that is minted is accepted", arguments: ["RS256", "RS384", "RS512"])
  func mints(_ name: String) throws {
    let forge = try Issuer.forge.get()
    let header: JSON = ["alg": .string(name), "kid": .string(forge.rsa.keyID)]
    let token = try SignedToken.mint(header: header, payload: .object(forge.claims), key: forge.rsa)
    #expect(Issuer.refusal(token.reveal(), Issuer.expected(forge)) == nil)
  }

  @Test(
    "nothing is minted under an algorithm that is not the key's",
    arguments: ["none", "HS256", "PS256", "ES256", "rs256", ""]
  )
  func refusesAlgorithms(_ name: String) throws {
    let forge = try Issuer.forge.get()
    #expect(throws: KeyError.self) {
      try SignedToken.mint(header: ["alg": .string(name)], payload: [:], key: forge.rsa)
    }
    #expect(throws: KeyError.self) { try SignedToken.mint(header: [:], payload: [:], key: forge.rsa) }
    #expect(throws: KeyError.self) { try SignedToken.mint(header: ["alg": "RS256"], payload: [], key: forge.rsa) }
  }

  @Test("what is not a usable private key is refused")
  func refusesPEM() throws {
    let forge = try Issuer.forge.get()
    let pem = forge.rsa.exportPEM().reveal()
    for text in [
      "", "x", String(pem.dropLast(200)), pem.replacing("PRIVATE", with: "PUBLIC"),
      String(repeating: "a", count: 20_000),
      "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
      P256.Signing.PrivateKey().publicKey.pemRepresentation,
    ] {
      let error = #expect(throws: KeyError.self) { try SigningKey(pem: PrivateKeyText(text)) }
      #expect(error?.code == .unreadablePEM)
    }
  }

  @Test("a key, its export and a minted token print as redacted")
  func redacted() throws {
    let forge = try Issuer.forge.get()
    let token = try SignedToken.mint(header: .object(forge.header), payload: .object(forge.claims), key: forge.rsa)
    func texts(_ value: some CustomStringConvertible) -> [String] {
      var dumped = ""
      dump(value, to: &dumped)
      return ["\(value)", String(reflecting: value), dumped]
    }
    for text in texts(forge.rsa) + texts(forge.rsa.exportPEM()) + texts(token) {
      #expect(text.contains("redacted"))
      #expect(text.utf8.count < 40)
    }
  }
}
