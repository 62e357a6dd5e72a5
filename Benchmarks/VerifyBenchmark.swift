import Crypto
import CryptoExtras
import KeylessOIDC
import KeylessSystem

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The whole verification of a token beside nothing but its RSA signature, turn by turn in one run.
enum VerifyBenchmark {
  static func run(_ system: System) throws -> (raw: Double, json: String) {
    let key = try SigningKey.generate(.rsa2048)
    let now = system.now()
    let tokens = try Tokens.mint(500, key: key, now: now)
    let expected = ExpectedToken(
      issuer: Tokens.issuer,
      clientIDs: [Tokens.audience],
      keys: try JSONWebKeySet([key.publicKey]),
      now: now
    )
    guard case .rsa(let modulus, let exponent) = key.publicKey.material else {
      throw BenchmarkError(description: "the key is not RSA")
    }
    let publicKey = try _RSA.Signing.PublicKey(n: modulus, e: exponent)
    // What the raw check needs is taken apart beforehand: it measures the signature and nothing else.
    let raws = try tokens.map(Raw.init)
    var (raw, whole): ([Double], [Double]) = ([], [])
    for round in 0..<41 {
      var valid = 0
      var start = Clock.now()
      for token in raws
      where publicKey.isValidSignature(
        token.signature,
        for: SHA256.hash(data: token.signed),
        padding: .insecurePKCS1v1_5
      ) {
        valid += 1
      }
      let rawTime = Double(Clock.now() - start) / Double(tokens.count)
      start = Clock.now()
      for token in tokens {
        let verified = try TokenVerifier.verify(try UnverifiedToken.parse(token), against: expected)
        valid += verified.expiry > now ? 1 : 0
      }
      let wholeTime = Double(Clock.now() - start) / Double(tokens.count)
      guard valid == 2 * tokens.count else { throw BenchmarkError(description: "a genuine token was refused") }
      guard round > 0 else { continue }
      raw.append(rawTime)
      whole.append(wholeTime)
    }
    let ratio = Clock.median(zip(whole, raw).map { $0 / $1 })
    return (
      Clock.median(raw),
      Figures.object([
        ("rawNanoseconds", Figures.number(Clock.median(raw))),
        ("wholeNanoseconds", Figures.number(Clock.median(whole))),
        ("ratio", Figures.number(ratio)), ("target", "1.2"), ("tokens", String(tokens.count)),
        ("tokenBytes", String(tokens.first?.utf8.count ?? 0)),
      ])
    )
  }

  private struct Raw {
    let signed: [UInt8]
    let signature: _RSA.Signing.RSASignature

    init(_ token: String) throws {
      let parts = token.utf8.split(separator: UInt8(ascii: "."))
      guard parts.count == 3 else { throw BenchmarkError(description: "a token without three parts") }
      signed = Array(token.utf8.dropLast(parts[2].count + 1))
      var text = String(decoding: parts[2], as: UTF8.self).replacing("-", with: "+").replacing("_", with: "/")
      while !text.utf8.count.isMultiple(of: 4) { text += "=" }
      guard let bytes = Data(base64Encoded: text) else {
        throw BenchmarkError(description: "a signature that is not base64")
      }
      signature = _RSA.Signing.RSASignature(rawRepresentation: bytes)
    }
  }
}
