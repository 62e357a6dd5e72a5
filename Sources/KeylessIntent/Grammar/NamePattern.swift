/// A name in which `*` stands for any run of characters, also an empty one and also across `/`; nothing else is special.
package struct NamePattern: Hashable, Sendable {
  /// As it was written.
  package var text: String

  package init(_ text: String) { self.text = text }

  package var hasWildcard: Bool { text.utf8.contains(UInt8(ascii: "*")) }

  /// The literal text between the wildcards; a single element when there is none, runs of `*` counting as one.
  package var literals: [String] {
    var parts: [[UInt8]] = [[]]
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte != UInt8(ascii: "*") {
        parts[parts.count - 1].append(byte)
      } else if previous != byte {
        parts.append([])
      }
      previous = byte
    }
    return parts.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether the name is in the pattern, compared byte by byte.
  package func matches(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    let parts = literals.map { Array($0.utf8) }
    guard let first = parts.first, let last = parts.last, parts.count > 1 else {
      return bytes.elementsEqual(text.utf8)
    }
    guard bytes.count >= first.count + last.count, bytes.starts(with: first),
      bytes.suffix(last.count).elementsEqual(last)
    else { return false }
    // The leftmost place for each inner part leaves the most room for the next: no backtracking.
    var rest = bytes[first.count..<(bytes.count - last.count)]
    for part in parts.dropFirst().dropLast() {
      guard let end = Self.find(part, in: rest) else { return false }
      rest = rest[end...]
    }
    return true
  }

  private static func find(_ part: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard part.count <= bytes.count else { return nil }
    var start = bytes.startIndex
    while start + part.count <= bytes.endIndex {
      if bytes[start..<(start + part.count)].elementsEqual(part) { return start + part.count }
      start += 1
    }
    return nil
  }

  /// A concrete name in the pattern that `isLegal` accepts; nil when none of a few natural fillings is legal.
  package func example(_ fillings: [String], where isLegal: (String) -> Bool) -> String? {
    guard hasWildcard else { return isLegal(text) ? text : nil }
    return fillings.lazy.map { literals.joined(separator: $0) }.first(where: isLegal)
  }
}
