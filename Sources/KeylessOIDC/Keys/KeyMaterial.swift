import Crypto
import KeylessSource

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The numbers of a public key in their canonical spelling, and nothing that depends on who publishes it.
///
/// A value exists only for keys we verify with: RSA of 2048 to 4096 bits, or a coordinate pair of a NIST curve.
package enum KeyMaterial: Hashable, Sendable {
  case rsa(modulus: [UInt8], exponent: [UInt8])
  case elliptic(EllipticCurve, x: [UInt8], y: [UInt8])

  /// Refuses leading zeros, so that one key has one thumbprint, and sizes that are weak or only good for burning time.
  init(modulus: [UInt8], exponent: [UInt8]) throws(KeyError) {
    guard let first = modulus.first, first != 0, let last = modulus.last, last & 1 == 1 else {
      throw KeyError(.malformed, "the RSA modulus is empty, even or written with leading zeros")
    }
    let bits = modulus.count * 8 - first.leadingZeroBitCount
    guard bits >= 2048 else { throw KeyError(.weakKey, "the RSA key has \(bits) bits; at least 2048 are needed") }
    guard bits <= 4096 else { throw KeyError(.oversizedKey, "the RSA key has \(bits) bits; at most 4096 are accepted") }
    guard let high = exponent.first, high != 0, exponent.count <= 4, let low = exponent.last, low & 1 == 1,
      exponent != [1]
    else { throw KeyError(.malformed, "the RSA exponent must be odd, at least 3 and at most 32 bits long") }
    self = .rsa(modulus: modulus, exponent: exponent)
  }

  /// Splits x || y; that the point lies on the curve is checked when the key is prepared for use.
  init(curve: EllipticCurve, raw: [UInt8]) throws(KeyError) {
    guard raw.count == 2 * curve.size else {
      throw KeyError(.malformed, "a \(curve.name) key needs two coordinates of \(curve.size) bytes")
    }
    self = .elliptic(curve, x: Array(raw[..<curve.size]), y: Array(raw[curve.size...]))
  }

  package var curve: EllipticCurve? {
    guard case .elliptic(let curve, _, _) = self else { return nil }
    return curve
  }

  /// Whether the key family, and for ECDSA the curve, is the one the algorithm demands (RFC 8725 section 3.1).
  package func fits(_ algorithm: SigningAlgorithm) -> Bool { algorithm.curve == curve }

  /// The members that identify the key, in the lexicographic order that RFC 7638 section 3.2 hashes them in.
  var members: [JSON.Member] {
    switch self {
    case .rsa(let modulus, let exponent):
      [
        .init("e", .string(Base64URL.encode(exponent))), .init("kty", "RSA"),
        .init("n", .string(Base64URL.encode(modulus))),
      ]
    case .elliptic(let curve, let x, let y):
      [
        .init("crv", .string(curve.name)), .init("kty", "EC"), .init("x", .string(Base64URL.encode(x))),
        .init("y", .string(Base64URL.encode(y))),
      ]
    }
  }

  /// The RFC 7638 SHA-256 thumbprint in base64url, which GitLab and keyless use as `kid`.
  package var thumbprint: String {
    Base64URL.encode(SHA256.hash(data: Array(JSON.object(members).compact.utf8)))
  }

  /// What kind of key it is, for messages.
  package var words: String {
    switch self {
    case .rsa(let modulus, _): "an RSA key of \(modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)) bits"
    case .elliptic(let curve, _, _): "a \(curve.name) key"
    }
  }
}
