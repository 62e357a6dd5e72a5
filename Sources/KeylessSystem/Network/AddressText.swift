/// Reads IP addresses in the forms that leave no choice: four decimal numbers, and RFC 4291 section 2.2 without a zone.
enum AddressText {
  static func v4(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      // A leading zero is octal to some readers.
      guard (1...3).contains(part.count), part.allSatisfy({ (48...57).contains($0) }),
        part.count == 1 || part.first != UInt8(ascii: "0"), let byte = UInt8(String(decoding: part, as: UTF8.self))
      else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  static func v6(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let gapText: [UInt8] = [UInt8(ascii: ":"), UInt8(ascii: ":")]
    guard (2...45).contains(text.count) else { return nil }
    guard let gap = text.firstRange(of: gapText) else {
      return groups(text).flatMap { $0.count == 16 ? $0 : nil }
    }
    let head = text[..<gap.lowerBound]
    // An IPv4 part may only end the whole.
    guard text[gap.upperBound...].firstRange(of: gapText) == nil, !head.contains(UInt8(ascii: ".")),
      let before = groups(head), let after = groups(text[gap.upperBound...]), before.count + after.count <= 14
    else { return nil }
    return before + [UInt8](repeating: 0, count: 16 - before.count - after.count) + after
  }

  private static func groups(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard !text.isEmpty else { return [] }
    var bytes: [UInt8] = []
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
        guard let four = v4(part) else { return nil }
        bytes += four
      } else {
        let digits = part.compactMap(hexValue)
        guard (1...4).contains(part.count), digits.count == part.count else { return nil }
        let value = digits.reduce(0) { $0 << 4 | Int($1) }
        bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
      }
    }
    return bytes.count <= 16 ? bytes : nil
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
