/// An IP address as `net.ParseIP` of Go and `ip_address` of Python read it: what other programs take for one too, octets with
/// leading zeros or fewer than four of them, is none here.
struct IPAddress: Hashable, Sendable {
  /// Sixteen; an address of version 4 has its own in the last four.
  let bytes: [UInt8]
  private static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

  init?(_ text: String) {
    if let octets = Self.octets(text) {
      bytes = Self.mapped + octets
      return
    }
    // The longest is eight groups of four with the last two written as octets.
    guard text.utf8.count <= 45, let bytes = Self.groups(text) else { return nil }
    self.bytes = bytes
  }

  var isLoopback: Bool {
    bytes.starts(with: Self.mapped) ? bytes[12] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
  }

  /// The four numbers of a dotted address: digits alone, none with a leading zero.
  static func octets(_ text: some StringProtocol) -> [UInt8]? {
    guard text.utf8.count <= 15 else { return nil }
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let octets = parts.compactMap { part -> UInt8? in
      guard part.allSatisfy({ (0x30...0x39).contains($0) }), part.count == 1 || part.first != UInt8(ascii: "0") else {
        return nil
      }
      return UInt8(String(decoding: part, as: UTF8.self))
    }
    return parts.count == 4 && octets.count == 4 ? octets : nil
  }

  /// Version 6: eight groups, a run of zeros of them written `::` once.
  private static func groups(_ text: String) -> [UInt8]? {
    let halves = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    guard let left = bytes(halves[0], endsInOctets: halves.count == 1) else { return nil }
    guard halves.count == 2 else { return left.count == 16 ? left : nil }
    guard let right = bytes(halves[1], endsInOctets: true), left.count + right.count <= 14 else { return nil }
    return left + [UInt8](repeating: 0, count: 16 - left.count - right.count) + right
  }

  private static func bytes(_ half: Substring, endsInOctets: Bool) -> [UInt8]? {
    guard !half.isEmpty else { return [] }
    var bytes: [UInt8] = []
    let parts = half.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if endsInOctets, index == parts.count - 1, let octets = octets(part) {
        bytes += octets
        continue
      }
      guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(isHexDigit), let group = UInt16(part, radix: 16)
      else {
        return nil
      }
      bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
    }
    return bytes
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte & ~0x20)
  }
}
