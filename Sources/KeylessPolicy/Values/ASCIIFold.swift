/// Case folding as IAM names need it: ASCII letters only, byte by byte.
///
/// Swift's own folding knows Unicode equivalence, under which the Kelvin sign is a `k`; what AWS does beyond ASCII is
/// (unverified).
enum ASCIIFold {
  @inline(__always)
  static func fold(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }

  static func folded(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    for index in bytes.indices { bytes[index] = fold(bytes[index]) }
    return bytes
  }

  static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where fold(left[index]) != fold(right[index]) { return false }
    return true
  }
}
