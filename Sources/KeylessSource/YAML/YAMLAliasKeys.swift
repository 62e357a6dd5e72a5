/// Finds mapping keys that would contain an alias, before anything hashes them.
///
/// The composer underneath compares keys by their whole content, so a few nested aliases inside a key cost exponential time.
/// The scan looks at bytes alone and knows no quotes: it may refuse an odd but legal file, it never lets such a key pass.
enum YAMLAliasKeys {
  /// The place of the first such key; always nil for a file in which no anchor is used by an alias.
  static func first(in bytes: [UInt8]) -> Range<Int>? {
    let anchors = names(after: UInt8(ascii: "&"), in: bytes)
    guard !anchors.isEmpty else { return nil }
    let known = Set(anchors.map { Array(bytes[$0]) })
    let aliases = names(after: UInt8(ascii: "*"), in: bytes).filter { known.contains(Array(bytes[$0])) }
    guard !aliases.isEmpty else { return nil }
    return explicitKey(in: bytes) ?? aliasAsKey(aliases, in: bytes) ?? flowKey(aliases, in: bytes)
  }

  private static func names(after indicator: UInt8, in bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == indicator else {
        index += 1
        continue
      }
      index += 1
      let start = index
      while index < bytes.count, isName(bytes[index]) { index += 1 }
      if index > start { found.append(start..<index) }
    }
    return found
  }

  /// A `?` where a token can begin.
  private static func explicitKey(in bytes: [UInt8]) -> Range<Int>? {
    var before: UInt8 = 0x0A
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "?") {
        switch before {
        case 0x0A, 0x0D, 0x80..., UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: "["),
          UInt8(ascii: "{"), UInt8(ascii: ","):
          return index..<(index + 1)
        default: break
        }
      }
      if byte != 0x20, byte != 0x09 { before = byte }
    }
    return nil
  }

  private static func aliasAsKey(_ aliases: [Range<Int>], in bytes: [UInt8]) -> Range<Int>? {
    aliases.first { isFollowedByColon($0.upperBound, in: bytes) }.map { ($0.lowerBound - 1)..<$0.upperBound }
  }

  /// A closing bracket with a colon behind it, on a line that has an alias before it: an implicit key is one line long.
  private static func flowKey(_ aliases: [Range<Int>], in bytes: [UInt8]) -> Range<Int>? {
    var next = aliases.startIndex
    var alias: Range<Int>?
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A || byte == 0x0D { alias = nil }
      if next < aliases.endIndex, aliases[next].lowerBound == index {
        alias = alias ?? aliases[next]
        next += 1
      }
      guard let alias, byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") else { continue }
      if isFollowedByColon(index + 1, in: bytes) { return (alias.lowerBound - 1)..<(index + 1) }
    }
    return nil
  }

  private static func isFollowedByColon(_ start: Int, in bytes: [UInt8]) -> Bool {
    var index = start
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    return index < bytes.count && bytes[index] == UInt8(ascii: ":")
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }
}
