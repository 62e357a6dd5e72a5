import KeylessSource

/// One comment `keyless: ignore NAME, NAME because REASON`.
struct Suppression {
  /// Each name as it is written, with its place.
  var names: [(text: String, range: Range<Int>)]
  var reason: String
  /// From `keyless:` to the end of the comment's line.
  var range: Range<Int>
  /// The line it speaks of, counted from 0; nil at the end of the file.
  var line: Int?
  /// What stands behind `keyless:` is not `ignore`.
  var isMisspelt: Bool

  /// Most bytes of a comment that are looked at; a reason is a sentence.
  static let longest = 2000

  static let marker = Array("keyless:".utf8)

  /// Reads one line of a comment; nil when it does not begin with `keyless:`.
  init?(_ bytes: [UInt8], _ whole: Range<Int>, line: Int?) {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
    var start = whole.lowerBound
    while start < whole.upperBound, isBlank(bytes[start]) || Self.decoration.contains(bytes[start]) { start += 1 }
    let end = min(whole.upperBound, start + Self.longest)
    guard bytes[start..<end].starts(with: Self.marker) else { return nil }
    range = start..<end
    self.line = line
    names = []
    reason = ""
    isMisspelt = false

    var words: [Range<Int>] = []
    var index = start + Self.marker.count
    while index < end {
      while index < end, isBlank(bytes[index]) || bytes[index] == UInt8(ascii: ",") { index += 1 }
      let from = index
      while index < end, !isBlank(bytes[index]), bytes[index] != UInt8(ascii: ",") { index += 1 }
      if index > from { words.append(from..<index) }
    }
    let text = { (range: Range<Int>) in String(decoding: bytes[range], as: UTF8.self) }
    guard let verb = words.first, text(verb) == "ignore" else {
      isMisspelt = true
      return
    }
    for word in words.dropFirst() {
      if text(word) == "because" {
        let tail = bytes[word.upperBound..<end]
        reason = text((tail.firstIndex { !isBlank($0) } ?? end)..<((tail.lastIndex { !isBlank($0) } ?? end - 1) + 1))
        break
      }
      names.append((text(word), word))
    }
  }

  /// What comment lines begin with.
  private static let decoration = Array("#/*".utf8)
}
