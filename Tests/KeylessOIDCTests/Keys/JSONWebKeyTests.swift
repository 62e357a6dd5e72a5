import KeylessTesting
import Crypto
import CryptoExtras
import FoundationEssentials
import KeylessOIDC
import KeylessSource
import Testing

@Suite("published keys")
struct JSONWebKeyTests {
  static let modulus7638 =
    "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W"
    + "-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08q"
    + "NLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"

  @Test("the example of RFC 7638 section 3.1 has its thumbprint")
  func thumbprint() throws {
    let text = #"{"keys":[{"kty":"RSA","n":"\#(Self.modulus7638)","e":"AQAB","alg":"RS256","kid":"2011-04-29"}]}"#
    let key = try #require(try JSONWebKeySet.parse(Array(text.utf8)).keys.first).webKey
    #expect(key.thumbprint == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
    #expect(key.keyID == "2011-04-29")
    #expect(key.algorithm == .rs256)
  }

  @Test("a set survives being written and read")
  func roundTrip() throws {
    let forge = try Issuer.forge.get()
    let again = try JSONWebKeySet.parse(Array(forge.keys.json.compact.utf8))
    #expect(again.keys.map(\.webKey) == forge.keys.keys.map(\.webKey))
    #expect(again.skipped.isEmpty)
    #expect(!forge.keys.json.compact.contains("\"d\""))
  }

  @Test(
    "entries that are legal but not for us are skipped with a reason",
    arguments: [
      #"{"kty":"OKP","crv":"Ed25519","x":"AA"}"#, #"{"kty":"rsa"}"#,
      #"{"kty":"EC","crv":"secp256k1","x":"AA","y":"AA"}"#,
      #"{"kty":"RSA","use":"enc"}"#, #"{"kty":"RSA","alg":"PS256"}"#, #"{"kty":"RSA","key_ops":["encrypt"]}"#,
      #"{"kty":"RSA","alg":"ES256","n":"\#(modulus7638)","e":"AQAB"}"#,
    ]
  )
  func skips(_ entry: String) throws {
    let set = try JSONWebKeySet.parse(Array(#"{"keys":[\#(entry)]}"#.utf8))
    #expect(set.keys.isEmpty)
    #expect(set.skipped.count == 1)
  }

  static let refused: [(String, KeyError.Code)] = [
    (#"{"kty":"RSA","n":"\#(modulus7638)","e":"AQAB","d":"AA"}"#, .privateMember),
    (#"{"kty":"oct","k":"AA"}"#, .privateMember),
    (#"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#, .weakKey),
    (#"{"kty":"RSA","n":"\#(modulus7638)","e":"AQ"}"#, .malformed),
    (#"{"kty":"RSA","n":"\#(modulus7638)","e":"AA"}"#, .malformed),
    (#"{"kty":"RSA","n":"\#(modulus7638)","e":"AQAA"}"#, .malformed),
    (#"{"kty":"RSA","n":"\#(modulus7638)","e":"AAEAAQ"}"#, .malformed),
    (#"{"kty":"RSA","n":"\#(modulus7638)","e":"AQAAAAAB"}"#, .malformed),
    (#"{"kty":"RSA","n":"AAEB","e":"AQAB"}"#, .malformed),
    (#"{"kty":"RSA","n":"\#(modulus7638)==","e":"AQAB"}"#, .malformed),
    (#"{"kty":"RSA","e":"AQAB"}"#, .malformed), (#"{"kid":"x"}"#, .malformed), ("[]", .malformed),
    (#"{"kty":"RSA","n":"\#(modulus7638)","e":"AQAB","kid":1}"#, .malformed),
    (#"{"kty":"RSA","n":"\#(modulus7638)","e":"AQAB","kid":""}"#, .malformed),
    (#"{"kty":"RSA","n":"\#(modulus7638)","n":"AA","e":"AQAB"}"#, .notJSON),
    (#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#, .malformed),
    (
      #"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a1"}"#,
      .malformed
    ),
  ]

  @Test("entries that should never have been published refuse the set", arguments: refused)
  func refuses(_ entry: String, _ code: KeyError.Code) {
    let error = #expect(throws: KeyError.self) { try JSONWebKeySet.parse(Array(#"{"keys":[\#(entry)]}"#.utf8)) }
    #expect(error?.code == code)
  }

  @Test("a point off the curve is refused, its neighbour on the curve is not")
  func offCurve() throws {
    func set(_ y: String) -> [UInt8] {
      Array(
        #"{"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"\#(y)"}]}"#.utf8
      )
    }
    #expect(try JSONWebKeySet.parse(set("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")).keys.count == 1)
    #expect(throws: KeyError.self) { try JSONWebKeySet.parse(set("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5aw")) }
  }

  @Test("an RSA key above 4096 bits or below 2048 is refused however it comes")
  func sizes() throws {
    for (bytes, code) in [(513, KeyError.Code.oversizedKey), (255, .weakKey)] {
      let material = KeyMaterial.rsa(modulus: [UInt8](repeating: 0xFF, count: bytes), exponent: [1, 0, 1])
      let error = #expect(throws: KeyError.self) { try VerificationKey(JSONWebKey(material, keyID: nil)) }
      #expect(error?.code == code)
    }
  }

  @Test("one hundred keys of a family are the limit, and two keys may not share a name")
  func limits() throws {
    let entry = #"{"kty":"RSA","use":"enc"}"#
    func set(_ count: Int) -> [UInt8] {
      Array("{\"keys\":[\(Array(repeating: entry, count: count).joined(separator: ","))]}".utf8)
    }
    #expect(try JSONWebKeySet.parse(set(100)).skipped.count == 100)
    let error = #expect(throws: KeyError.self) { try JSONWebKeySet.parse(set(101)) }
    #expect(error?.code == .tooManyKeys)
    let forge = try Issuer.forge.get()
    let twice = #expect(throws: KeyError.self) {
      try JSONWebKeySet([forge.rsa.publicKey, JSONWebKey(forge.ec.publicKey.material, keyID: forge.rsa.keyID)])
    }
    #expect(twice?.code == .duplicateKeyID)
    for text in ["", "[]", "{}", #"{"keys":{}}"#, #"{"keys":[1]}"#, String(repeating: "[", count: 100_000)] {
      #expect(throws: KeyError.self) { try JSONWebKeySet.parse(Array(text.utf8)) }
    }
  }

  @Test("the order of each curve is the first private key that does not exist")
  func orders() throws {
    func below(_ order: [UInt8]) -> [UInt8] { order.dropLast() + [(order.last ?? 0) - 1] }
    #expect(throws: Never.self) { try P256.Signing.PrivateKey(rawRepresentation: below(EllipticCurve.p256.order)) }
    #expect(throws: (any Error).self) { try P256.Signing.PrivateKey(rawRepresentation: EllipticCurve.p256.order) }
    #expect(throws: Never.self) { try P384.Signing.PrivateKey(rawRepresentation: below(EllipticCurve.p384.order)) }
    #expect(throws: (any Error).self) { try P384.Signing.PrivateKey(rawRepresentation: EllipticCurve.p384.order) }
    #expect(throws: Never.self) { try P521.Signing.PrivateKey(rawRepresentation: below(EllipticCurve.p521.order)) }
    #expect(throws: (any Error).self) { try P521.Signing.PrivateKey(rawRepresentation: EllipticCurve.p521.order) }
  }
}
