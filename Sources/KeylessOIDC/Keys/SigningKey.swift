import Crypto
import CryptoExtras

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A private key that mints tokens; it prints as `<redacted>` however it is printed.
package struct SigningKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// What to generate: the two kinds that platforms really sign with.
  package enum Kind: Hashable, Sendable {
    case rsa2048, p256
  }

  private enum Backing: Sendable {
    case rsa(_RSA.Signing.PrivateKey)
    case p256(P256.Signing.PrivateKey)
    case p384(P384.Signing.PrivateKey)
    case p521(P521.Signing.PrivateKey)
  }

  private let backing: Backing
  /// The public half, with the RFC 7638 thumbprint as its `kid` and no `alg`.
  package let publicKey: JSONWebKey

  private init(_ backing: Backing) throws(KeyError) {
    self.backing = backing
    let material = try Self.material(backing)
    publicKey = JSONWebKey(material, keyID: material.thumbprint)
  }

  /// A new key from the random source of the cryptographic library: the one place in this room that is not a pure
  /// function.
  package static func generate(_ kind: Kind) throws(KeyError) -> SigningKey {
    switch kind {
    case .p256: return try SigningKey(.p256(P256.Signing.PrivateKey()))
    case .rsa2048:
      do {
        return try SigningKey(.rsa(_RSA.Signing.PrivateKey(keySize: .bits2048)))
      } catch {
        throw KeyError(.signingFailed, "an RSA key could not be generated; the cryptographic library refused")
      }
    }
  }

  /// Reads an unencrypted PEM private key: PKCS#8, PKCS#1 for RSA or SEC 1 for the NIST curves.
  package init(pem: PrivateKeyText) throws(KeyError) {
    let text = pem.reveal()
    guard text.utf8.count <= 16_384 else {
      throw KeyError(.unreadablePEM, "the PEM file is larger than 16 KiB, so it is not one private key")
    }
    if text.contains("ENCRYPTED") {
      throw KeyError(.unreadablePEM, "the private key is encrypted; decrypt it first, for example with `openssl pkey`")
    }
    if let key = try? _RSA.Signing.PrivateKey(unsafePEMRepresentation: text) {
      try self.init(.rsa(key))
    } else if let key = try? P256.Signing.PrivateKey(pemRepresentation: text) {
      try self.init(.p256(key))
    } else if let key = try? P384.Signing.PrivateKey(pemRepresentation: text) {
      try self.init(.p384(key))
    } else if let key = try? P521.Signing.PrivateKey(pemRepresentation: text) {
      try self.init(.p521(key))
    } else {
      throw KeyError(
        .unreadablePEM,
        "the text is not a PEM private key that can sign tokens; use RSA of 2048 to 4096 bits, P-256, P-384 or P-521"
      )
    }
  }

  /// The key as PKCS#8 PEM, wrapped so that it cannot be printed by accident.
  package func exportPEM() -> PrivateKeyText {
    switch backing {
    case .rsa(let key): PrivateKeyText(key.pkcs8PEMRepresentation)
    case .p256(let key): PrivateKeyText(key.pemRepresentation)
    case .p384(let key): PrivateKeyText(key.pemRepresentation)
    case .p521(let key): PrivateKeyText(key.pemRepresentation)
    }
  }

  package var keyID: String { publicKey.keyID ?? publicKey.thumbprint }

  /// The algorithm used unless the caller asks for another.
  package var defaultAlgorithm: SigningAlgorithm { publicKey.material.curve?.algorithm ?? .rs256 }

  /// The raw signature bytes of a JWS (RFC 7518 sections 3.3 and 3.4; for ECDSA r and s side by side, not DER).
  package func signature(over message: [UInt8], algorithm: SigningAlgorithm) throws(KeyError) -> [UInt8] {
    guard publicKey.material.fits(algorithm) else {
      throw KeyError(
        .wrongAlgorithm,
        "\(algorithm.name) cannot be made with \(publicKey.material.words); choose the key's own"
      )
    }
    do {
      switch backing {
      case .rsa(let key):
        switch algorithm {
        case .rs384: return try Self.sign(SHA384.hash(data: message), key)
        case .rs512: return try Self.sign(SHA512.hash(data: message), key)
        default: return try Self.sign(SHA256.hash(data: message), key)
        }
      case .p256(let key): return Array(try key.signature(for: SHA256.hash(data: message)).rawRepresentation)
      case .p384(let key): return Array(try key.signature(for: SHA384.hash(data: message)).rawRepresentation)
      case .p521(let key): return Array(try key.signature(for: SHA512.hash(data: message)).rawRepresentation)
      }
    } catch {
      throw KeyError(.signingFailed, "the cryptographic library could not sign with \(publicKey.material.words)")
    }
  }

  private static func sign(_ digest: some Digest, _ key: _RSA.Signing.PrivateKey) throws -> [UInt8] {
    Array(try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation)
  }

  private static func material(_ backing: Backing) throws(KeyError) -> KeyMaterial {
    switch backing {
    case .rsa(let key):
      guard let numbers = try? key.publicKey.getKeyPrimitives() else {
        throw KeyError(.unsupportedKey, "the RSA key does not give its public numbers")
      }
      return try KeyMaterial(modulus: Array(numbers.modulus), exponent: Array(numbers.publicExponent))
    case .p256(let key): return try KeyMaterial(curve: .p256, raw: Array(key.publicKey.rawRepresentation))
    case .p384(let key): return try KeyMaterial(curve: .p384, raw: Array(key.publicKey.rawRepresentation))
    case .p521(let key): return try KeyMaterial(curve: .p521, raw: Array(key.publicKey.rawRepresentation))
    }
  }

  package var description: String { "<redacted>" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
