/// A cyclic redundancy check as S3's `x-amz-checksum-crc…` headers have it: reflected, with all ones before and after.
///
/// Table-driven, a byte at a time: the largest object is small enough for it.
struct CyclicRedundancyCheck: Sendable {
  private let table: [UInt64]
  /// As many ones as the check has bits.
  private let mask: UInt64
  private let width: Int

  /// `polynomial` is given reflected.
  init(width: Int, polynomial: UInt64) {
    self.width = width
    mask = width == 64 ? .max : 1 << UInt64(width) - 1
    table = (0..<256).map { byte in
      (0..<8).reduce(UInt64(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ polynomial : value >> 1 }
    }
  }

  /// Most significant byte first, as S3 encodes it.
  func checksum(_ bytes: [UInt8]) -> [UInt8] {
    var value = mask
    for byte in bytes { value = table[Int(truncatingIfNeeded: (value ^ UInt64(byte)) & 0xFF)] ^ value >> 8 }
    value ^= mask
    return (0..<(width / 8)).reversed().map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
  }
}
