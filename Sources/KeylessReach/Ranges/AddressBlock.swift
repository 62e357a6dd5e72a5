/// A block of addresses in CIDR notation.
package struct AddressBlock: Hashable, Sendable {
  /// 4 or 16 bytes; every bit behind the prefix is 0.
  package let network: [UInt8]
  package let prefix: Int
}

extension AddressBlock: CustomStringConvertible {
  /// `192.0.2.0/24`, `2001:db8::/32`; an address alone without its prefix length.
  package var description: String {
    let address = network.count == 4 ? network.map(String.init).joined(separator: ".") : version6
    return prefix == network.count * 8 ? address : "\(address)/\(prefix)"
  }

  /// RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups as `::`.
  private var version6: String {
    let groups = stride(from: 0, to: network.count - 1, by: 2).map { Int(network[$0]) << 8 | Int(network[$0 + 1]) }
    let words = groups.map { String($0, radix: 16) }
    var longest = 0..<0
    var start = 0
    for index in groups.indices {
      if groups[index] != 0 { start = index + 1 }
      if index + 1 - start > longest.count { longest = start..<index + 1 }
    }
    guard longest.count >= 2 else { return words.joined(separator: ":") }
    let (head, tail) = (words[..<longest.lowerBound], words[longest.upperBound...])
    return head.joined(separator: ":") + "::" + tail.joined(separator: ":")
  }
}
