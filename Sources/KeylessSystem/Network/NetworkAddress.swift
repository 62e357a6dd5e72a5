/// An IP address by its bytes, and what kind of place it is (IANA special-purpose address registries, RFC 6890).
package struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
  /// Four for IPv4, sixteen for IPv6.
  package let bytes: [UInt8]

  /// Nil unless there are four bytes or sixteen.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// Nil unless the text is an address in one of its plain forms.
  package init?(_ text: String) {
    let text = Array(text.utf8)
    guard let bytes = AddressText.v4(text[...]) ?? AddressText.v6(text[...]) else { return nil }
    self.bytes = bytes
  }

  /// Where an address leads, as far as it decides whether a request may go there.
  package enum Kind: Hashable, Sendable {
    case internet
    case privateNetwork
    case loopback
    /// Never a place for a request; the words say why.
    case special(String)

    package var words: String {
      switch self {
      case .internet: "on the internet"
      case .privateNetwork: "in a private network"
      case .loopback: "this machine"
      case .special(let words): words
      }
    }
  }

  package var kind: Kind { bytes.count == 4 ? Self.kind(v4: bytes[...]) : Self.kind(v6: bytes) }

  /// As people write it; IPv6 in full groups.
  package var description: String {
    if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
    return stride(from: 0, to: 16, by: 2)
      .map { String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16) }.joined(separator: ":")
  }

  private static func kind(v4 bytes: ArraySlice<UInt8>) -> Kind {
    let first = bytes.startIndex
    let range = ranges.first { $0.contains(bytes) }
    if let range { return range.kind }
    // 224.0.0.0/4 and 240.0.0.0/4, the broadcast address included.
    if bytes[first] >= 240 { return .special("a reserved address") }
    return bytes[first] >= 224 ? .special("a multicast address") : .internet
  }

  private static func kind(v6 bytes: [UInt8]) -> Kind {
    let embedded = bytes[12...]
    let leading = bytes.prefix { $0 == 0 }.count
    if leading == 16 { return .special("the unspecified address") }
    if leading == 15, bytes[15] == 1 { return .loopback }
    // A mapped address (RFC 4291 section 2.5.5.2) is a connection to the IPv4 address itself.
    if leading == 10, bytes[10] == 0xFF, bytes[11] == 0xFF { return kind(v4: embedded) }
    if bytes.starts(with: [0x00, 0x64, 0xFF, 0x9B]), bytes[4..<12].allSatisfy({ $0 == 0 }) {
      // RFC 6052: behind a translator only the internet is what its name promises.
      return kind(v4: embedded) == .internet ? .internet : .special("a translated address of no public host")
    }
    if let range = ranges.first(where: { $0.contains(bytes[...]) }) { return range.kind }
    // The rest of global unicast (RFC 4291 section 2.4); IANA has given out nothing else.
    return bytes[0] & 0xE0 == 0x20 ? .internet : .special("a reserved address")
  }

  /// A block of the registries.
  private struct Range {
    let prefix: [UInt8]
    let bits: Int
    /// Of the addresses it is about: 4 or 16.
    let size: Int
    let kind: Kind

    init(_ prefix: [UInt8], _ bits: Int, of size: Int = 16, _ kind: Kind) {
      self.prefix = prefix
      self.bits = bits
      self.size = size
      self.kind = kind
    }

    init(v4 prefix: UInt8..., bits: Int, _ kind: Kind) { self.init(prefix, bits, of: 4, kind) }

    func contains(_ bytes: ArraySlice<UInt8>) -> Bool {
      guard bytes.count == size else { return false }
      for (index, (wanted, byte)) in zip(prefix, bytes).enumerated() {
        let left = bits - 8 * index
        let mask: UInt8 = left >= 8 ? 0xFF : left <= 0 ? 0 : 0xFF << UInt8(8 - left)
        guard wanted & mask == byte & mask else { return false }
      }
      return true
    }
  }

  private static let ranges: [Range] = [
    Range(v4: 0, bits: 8, .special("the unspecified network")),
    Range(v4: 10, bits: 8, .privateNetwork),
    // Before the block it lies in: metadata of one cloud.
    Range(v4: 100, 100, 100, 200, bits: 32, .special("a metadata service")),
    Range(v4: 100, 64, bits: 10, .privateNetwork),
    Range(v4: 127, bits: 8, .loopback),
    Range(v4: 168, 63, 129, 16, bits: 32, .special("a metadata service")),
    Range(v4: 169, 254, bits: 16, .special("a link-local address, where metadata services are")),
    Range(v4: 172, 16, bits: 12, .privateNetwork),
    Range(v4: 192, 0, 0, bits: 24, .special("an address of a protocol")),
    Range(v4: 192, 0, 2, bits: 24, .special("an address for documentation")),
    Range(v4: 192, 88, 99, bits: 24, .special("a relay's address")),
    Range(v4: 192, 168, bits: 16, .privateNetwork),
    Range(v4: 198, 18, bits: 15, .special("an address for benchmarks")),
    Range(v4: 198, 51, 100, bits: 24, .special("an address for documentation")),
    Range(v4: 203, 0, 113, bits: 24, .special("an address for documentation")),
    Range([0x20, 0x01, 0x0D, 0xB8], 32, .special("an address for documentation")),
    // Teredo, ORCHID and the other protocols that have a block here.
    Range([0x20, 0x01, 0x00], 23, .special("an address of a protocol")),
    Range([0x20, 0x02], 16, .special("a relay's address")),
    Range([0x3F, 0xFF, 0x00], 20, .special("an address for documentation")),
    Range([0xFD, 0x00, 0x0E, 0xC2], 32, .special("a metadata service")),
    Range([0xFD, 0x20, 0x00, 0xCE], 32, .special("a metadata service")),
    Range([0xFC], 7, .privateNetwork),
    Range([0xFE, 0x80], 10, .special("a link-local address")),
    Range([0xFF], 8, .special("a multicast address")),
  ]
}
