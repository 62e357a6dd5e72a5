import KeylessPolicy

/// An IP address as `net.ParseIP` of Go and `ip_address` of Python read it: what other programs take for one too, octets with
/// leading zeros or fewer than four of them, is none here.
struct IPAddress: Hashable, Sendable {
  /// Sixteen; an address of version 4 has its own in the last four.
  let bytes: [UInt8]
  private static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

  init?(_ text: String) {
    guard let own = Self.own(text) else { return nil }
    bytes = own.count == 4 ? Self.mapped + own : own
  }

  var isVersion4: Bool { bytes.starts(with: Self.mapped) }

  var isLoopback: Bool {
    isVersion4 ? bytes[12] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
  }

  /// The four numbers of a dotted address: digits alone, none with a leading zero.
  static func octets(_ text: some StringProtocol) -> [UInt8]? {
    guard let own = own(text), own.count == 4 else { return nil }
    return own
  }

  /// Four bytes or sixteen; IAM's grammar of an address is as strict, and knows ranges besides.
  private static func own(_ text: some StringProtocol) -> [UInt8]? {
    guard !text.utf8.contains(UInt8(ascii: "/")) else { return nil }
    return AddressRange(text.utf8)?.network
  }
}
