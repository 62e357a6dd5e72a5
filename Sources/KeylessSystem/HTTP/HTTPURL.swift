/// A URL of the plain kind, taken apart; what two readers could understand differently is no such URL.
///
/// No user, no fragment, no escapes or letters outside ASCII in the host, no number that some resolvers take for an IPv4
/// address (`2130706433`, `0x7f.1`, `0177.0.0.1`): whoever checks a host and whoever connects to it must mean the same.
package struct HTTPURL: Hashable, Sendable {
  package let isSecure: Bool
  /// As written, brackets of an IPv6 address included.
  package let host: String
  package let port: Int
  /// The host as an address, when it is one.
  package let address: NetworkAddress?
  /// As written.
  package let text: String

  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count <= 2048, bytes.allSatisfy({ Self.allowed[Int($0)] }) else { return nil }
    guard let scheme = ["https://", "http://"].first(where: { bytes.starts(with: $0.utf8) }) else { return nil }
    isSecure = scheme == "https://"
    let rest = bytes.dropFirst(scheme.utf8.count)
    let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    guard let split = Self.split(authority), let number = Self.port(split.port, isSecure: isSecure) else { return nil }
    host = String(decoding: split.host, as: UTF8.self)
    port = number
    if split.host.first == UInt8(ascii: "[") {
      guard let bytes = AddressText.v6(split.host.dropFirst().dropLast()) else { return nil }
      address = NetworkAddress(bytes)
    } else {
      let labels = split.host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      guard Self.isName(labels) else { return nil }
      if let last = labels.last, Self.looksLikeNumber(last) {
        guard let bytes = AddressText.v4(split.host) else { return nil }
        address = NetworkAddress(bytes)
      } else {
        address = nil
      }
    }
    self.text = text
  }

  private static func split(_ authority: ArraySlice<UInt8>) -> (host: ArraySlice<UInt8>, port: ArraySlice<UInt8>?)? {
    let colon: Int?
    if authority.first == UInt8(ascii: "[") {
      guard let end = authority.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      let after = end + 1
      guard after == authority.endIndex || authority[after] == UInt8(ascii: ":") else { return nil }
      colon = after == authority.endIndex ? nil : after
    } else {
      colon = authority.firstIndex(of: UInt8(ascii: ":"))
    }
    guard let colon else { return (authority, nil) }
    return (authority[..<colon], authority[(colon + 1)...])
  }

  private static func port(_ digits: ArraySlice<UInt8>?, isSecure: Bool) -> Int? {
    guard let digits else { return isSecure ? 443 : 80 }
    guard (1...5).contains(digits.count), digits.allSatisfy(isDigit), digits.first != UInt8(ascii: "0"),
      let number = Int(String(decoding: digits, as: UTF8.self)), number <= 65_535
    else { return nil }
    return number
  }

  /// RFC 1123 section 2.1, without the final dot.
  private static func isName(_ labels: [ArraySlice<UInt8>]) -> Bool {
    guard labels.reduce(labels.count - 1, { $0 + $1.count }) <= 253 else { return false }
    return labels.allSatisfy { label in
      (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
        && label.allSatisfy { isDigit($0) || isLetter($0) || $0 == UInt8(ascii: "-") }
    }
  }

  /// `123`, `0x7f`: a name that ends so is read as an IPv4 address by those who read leniently (WHATWG URL, "ends in a
  /// number").
  private static func looksLikeNumber(_ label: ArraySlice<UInt8>) -> Bool {
    if label.allSatisfy(isDigit) { return true }
    return label.starts(with: "0x".utf8) || label.starts(with: "0X".utf8)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

  /// RFC 3986 without `#`, `@`, quotes and what needs an escape.
  private static let allowed: [Bool] = {
    var table = [Bool](repeating: false, count: 256)
    for byte in UInt8(ascii: "0")...UInt8(ascii: "9") { table[Int(byte)] = true }
    for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { table[Int(byte)] = true }
    for byte in UInt8(ascii: "a")...UInt8(ascii: "z") { table[Int(byte)] = true }
    for byte in "-._~:/?[]!$&()*+,;=%".utf8 { table[Int(byte)] = true }
    return table
  }()
}
