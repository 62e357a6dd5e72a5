import Crypto
import CryptoExtras

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A public key made ready once, so that each token costs only its signature check.
package struct VerificationKey: Sendable {
  package let webKey: JSONWebKey
  private let backing: Backing
  /// Noted apart, so that asking what the key allows touches none of its numbers.
  private let curve: EllipticCurve?

  private enum Backing: Sendable {
    case rsa(_RSA.Signing.PublicKey, size: Int)
    case p256(P256.Signing.PublicKey)
    case p384(P384.Signing.PublicKey)
    case p521(P521.Signing.PublicKey)
  }

  /// Why a signature does not hold.
  enum Verdict {
    case valid, malformed, wrong
  }

  package init(_ webKey: JSONWebKey) throws(KeyError) {
    self.webKey = webKey
    curve = webKey.material.curve
    if case .rsa(let modulus, let exponent) = webKey.material {
      // The numbers may have come from elsewhere than a parsed set.
      _ = try KeyMaterial(modulus: modulus, exponent: exponent)
    }
    do {
      switch webKey.material {
      case .rsa(let modulus, let exponent):
        backing = .rsa(try _RSA.Signing.PublicKey(n: modulus, e: exponent), size: modulus.count)
      case .elliptic(.p256, let x, let y): backing = .p256(try .init(rawRepresentation: x + y))
      case .elliptic(.p384, let x, let y): backing = .p384(try .init(rawRepresentation: x + y))
      case .elliptic(.p521, let x, let y): backing = .p521(try .init(rawRepresentation: x + y))
      }
    } catch {
      throw KeyError(.malformed, "the numbers are not those of \(webKey.material.words)")
    }
  }

  /// Whether the registered key, not the token, allows the algorithm (RFC 8725 section 3.1).
  func allows(_ algorithm: SigningAlgorithm) -> Bool {
    algorithm.curve == curve && (webKey.algorithm ?? algorithm) == algorithm
  }

  /// Checks the raw signature; the caller has asked `allows` first, and an unfitting algorithm is wrong here as well.
  func check(_ signature: [UInt8], over message: Span<UInt8>, algorithm: SigningAlgorithm) -> Verdict {
    guard allows(algorithm) else { return .wrong }
    switch backing {
    case .rsa(let key, let size):
      guard signature.count == size else { return .malformed }
      let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
      switch algorithm {
      case .rs256:
        return verdict(
          key.isValidSignature(signature, for: digest(SHA256.self, of: message), padding: .insecurePKCS1v1_5)
        )
      case .rs384:
        return verdict(
          key.isValidSignature(signature, for: digest(SHA384.self, of: message), padding: .insecurePKCS1v1_5)
        )
      case .rs512:
        return verdict(
          key.isValidSignature(signature, for: digest(SHA512.self, of: message), padding: .insecurePKCS1v1_5)
        )
      case .es256, .es384, .es512: return .wrong
      }
    case .p256(let key):
      guard EllipticCurve.p256.isWellFormed(signature: signature),
        let parsed = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
      else { return .malformed }
      return verdict(key.isValidSignature(parsed, for: digest(SHA256.self, of: message)))
    case .p384(let key):
      guard EllipticCurve.p384.isWellFormed(signature: signature),
        let parsed = try? P384.Signing.ECDSASignature(rawRepresentation: signature)
      else { return .malformed }
      return verdict(key.isValidSignature(parsed, for: digest(SHA384.self, of: message)))
    case .p521(let key):
      guard EllipticCurve.p521.isWellFormed(signature: signature),
        let parsed = try? P521.Signing.ECDSASignature(rawRepresentation: signature)
      else { return .malformed }
      return verdict(key.isValidSignature(parsed, for: digest(SHA512.self, of: message)))
    }
  }

  /// Straight from the token's own bytes, without a copy.
  private func digest<Hash: HashFunction>(_ function: Hash.Type, of message: Span<UInt8>) -> Hash.Digest {
    var hash = function.init()
    unsafe message.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
    return hash.finalize()
  }

  private func verdict(_ valid: Bool) -> Verdict { valid ? .valid : .wrong }
}
