/// A block of IPv4 or IPv6 addresses in CIDR notation; an address alone is the block of itself.
///
/// The two families never match each other: whether AWS takes `::ffff:192.0.2.1` for `192.0.2.1` is (unverified).
package struct AddressRange: Hashable, Sendable {
  /// 4 or 16 bytes, with every bit beyond the prefix cleared.
  package let network: [UInt8]
  package let prefix: Int

  /// Nil for anything but one address with an optional prefix length.
  package init?(_ text: some Collection<UInt8>) {
    guard text.count <= 64 else { return nil }
    let parts = text.split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let address = Self.address(Array(first)) else { return nil }
    var length = address.count * 8
    if parts.count == 2 {
      guard let written = Self.decimal(Array(parts[1]), upTo: length) else { return nil }
      length = written
    }
    prefix = length
    network = address.indices.map { index in
      let bits = min(max(length - index * 8, 0), 8)
      return bits == 0 ? 0 : address[index] & (0xFF << UInt8(8 - bits))
    }
  }

  package var isSingleAddress: Bool { prefix == network.count * 8 }

  package func contains(_ other: AddressRange) -> Bool {
    guard network.count == other.network.count, other.prefix >= prefix else { return false }
    for index in network.indices {
      let bits = min(max(prefix - index * 8, 0), 8)
      if bits == 0 { return true }
      guard other.network[index] & (0xFF << UInt8(8 - bits)) == network[index] else { return false }
    }
    return true
  }

  private static func address(_ text: [UInt8]) -> [UInt8]? {
    text.contains(UInt8(ascii: ":")) ? version6(text) : version4(text)
  }

  /// Four decimal parts; a leading zero is refused, because some readers take it for octal.
  private static func version4(_ text: [UInt8]) -> [UInt8]? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var address: [UInt8] = []
    for part in parts {
      guard let value = decimal(Array(part), upTo: 255) else { return nil }
      address.append(UInt8(value))
    }
    return address
  }

  /// RFC 4291, section 2.2, all three forms; no zone identifier.
  private static func version6(_ text: [UInt8]) -> [UInt8]? {
    let groups = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Array.init)
    guard groups.count >= 3, groups.count <= 9 else { return nil }
    var head: [UInt8] = []
    var tail: [UInt8] = []
    var compressed = false
    for (index, group) in groups.enumerated() {
      if group.isEmpty {
        // `::` leaves one empty group inside the text, and a second one when it stands at an end.
        if index == 0 {
          guard groups[1].isEmpty else { return nil }
          continue
        }
        if index == groups.count - 1 {
          guard groups[index - 1].isEmpty else { return nil }
          continue
        }
        guard !compressed else { return nil }
        compressed = true
        continue
      }
      var bytes: [UInt8]
      if index == groups.count - 1, group.contains(UInt8(ascii: ".")) {
        guard let embedded = version4(group) else { return nil }
        bytes = embedded
      } else {
        guard group.count <= 4 else { return nil }
        var value: UInt16 = 0
        for byte in group {
          guard let digit = hexDigit(byte) else { return nil }
          value = value << 4 | UInt16(digit)
        }
        bytes = [UInt8(value >> 8), UInt8(value & 0xFF)]
      }
      if compressed { tail += bytes } else { head += bytes }
    }
    let written = head.count + tail.count
    guard compressed ? written <= 14 : written == 16 else { return nil }
    return head + [UInt8](repeating: 0, count: 16 - written) + tail
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  private static func decimal(_ text: [UInt8], upTo limit: Int) -> Int? {
    guard !text.isEmpty, text.count <= 3, text.count == 1 || text[0] != UInt8(ascii: "0") else { return nil }
    var value = 0
    for byte in text {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value <= limit ? value : nil
  }
}
