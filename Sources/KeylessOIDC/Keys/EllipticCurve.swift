/// The three NIST curves of RFC 7518 section 6.2.1.1.
package enum EllipticCurve: String, CaseIterable, Hashable, Sendable {
  case p256 = "P-256"
  case p384 = "P-384"
  case p521 = "P-521"

  /// The name of a JWK's `crv`, matched byte for byte.
  package init?(name: String) {
    guard let match = Self.allCases.first(where: { $0.rawValue.sameBytes(as: name) }) else { return nil }
    self = match
  }

  package var name: String { rawValue }

  /// Bytes of a coordinate, and of each half of a signature.
  package var size: Int {
    switch self {
    case .p256: 32
    case .p384: 48
    case .p521: 66
    }
  }

  /// The algorithm a key on this curve signs with.
  package var algorithm: SigningAlgorithm {
    switch self {
    case .p256: .es256
    case .p384: .es384
    case .p521: .es512
    }
  }

  /// The order of the base point, big-endian (SEC 2 sections 2.4.2, 2.5.1, 2.6.1).
  package var order: [UInt8] {
    switch self {
    case .p256: Self.orderP256
    case .p384: Self.orderP384
    case .p521: Self.orderP521
    }
  }

  /// Whether a signature is two numbers of the right length, each at least 1 and below the order.
  func isWellFormed(signature: [UInt8]) -> Bool {
    guard signature.count == 2 * size else { return false }
    return isScalar(signature[..<size]) && isScalar(signature[size...])
  }

  private func isScalar(_ number: ArraySlice<UInt8>) -> Bool {
    number.contains { $0 != 0 } && number.lexicographicallyPrecedes(order)
  }

  private static let orderP256: [UInt8] =
    [0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00] + [UInt8](repeating: 0xFF, count: 8) + [
      0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
    ]

  private static let orderP384: [UInt8] =
    [UInt8](repeating: 0xFF, count: 24) + [
      0xC7, 0x63, 0x4D, 0x81, 0xF4, 0x37, 0x2D, 0xDF, 0x58, 0x1A, 0x0D, 0xB2,
      0x48, 0xB0, 0xA7, 0x7A, 0xEC, 0xEC, 0x19, 0x6A, 0xCC, 0xC5, 0x29, 0x73,
    ]

  private static let orderP521: [UInt8] =
    [0x01] + [UInt8](repeating: 0xFF, count: 32) + [
      0xFA, 0x51, 0x86, 0x87, 0x83, 0xBF, 0x2F, 0x96, 0x6B, 0x7F, 0xCC, 0x01, 0x48, 0xF7, 0x09, 0xA5, 0xD0,
      0x3B, 0xB5, 0xC9, 0xB8, 0x89, 0x9C, 0x47, 0xAE, 0xBB, 0x6F, 0xB7, 0x1E, 0x91, 0x38, 0x64, 0x09,
    ]
}
