/// Looks for bytes in a text eight at a time; one by one was most of what a token cost beside its signature.
package enum ByteScan {
  /// The first place at or behind `start` where the byte stands; nil when there is none.
  package static func first(_ byte: UInt8, in text: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    while index &+ 16 <= text.count, hits(byte, text, at: index) | hits(byte, text, at: index &+ 8) == 0 {
      index &+= 16
    }
    while index &+ 8 <= text.count {
      let hits = hits(byte, text, at: index)
      if hits != 0 { return index &+ hits.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < text.count {
      if text[index] == byte { return index }
      index &+= 1
    }
    return nil
  }

  /// Whether a word stands somewhere in a text.
  package static func contains(_ word: [UInt8], in text: [UInt8]) -> Bool {
    guard let head = word.first else { return true }
    let (word, text) = (word.span, text.span)
    var start = 0
    while let found = first(head, in: text, from: start) {
      if found &+ word.count > text.count { return false }
      var length = 1
      while length < word.count, text[found &+ length] == word[length] { length &+= 1 }
      if length == word.count { return true }
      start = found &+ 1
    }
    return false
  }

  /// Flags those of eight bytes that are the given one.
  ///
  /// A borrow may flag a byte wrongly, but only above one that is flagged rightly, so the lowest flag is right.
  @inline(__always)
  private static func hits(_ byte: UInt8, _ text: Span<UInt8>, at index: Int) -> UInt64 {
    let other = word(text, at: index) ^ each(byte)
    return (other &- each(1)) & ~other & each(0x80)
  }

  /// Whether two texts are the same bytes.
  package static func same(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    var index = 0
    while index &+ 8 <= left.count {
      if word(left, at: index) != word(right, at: index) { return false }
      index &+= 8
    }
    while index < left.count {
      if left[index] != right[index] { return false }
      index &+= 1
    }
    return true
  }

  /// Whether every byte is ASCII and no control character.
  package static func isPrintableASCII(_ text: Span<UInt8>) -> Bool {
    var index = 0
    while index &+ 8 <= text.count {
      let bits = word(text, at: index)
      let delete = bits ^ each(0x7F)
      guard (bits | (bits &- each(0x20)) | (delete &- each(1)) & ~delete) & each(0x80) == 0 else { return false }
      index &+= 8
    }
    while index < text.count {
      guard text[index] >= 0x20 && text[index] < 0x7F else { return false }
      index &+= 1
    }
    return true
  }

  /// Eight bytes as one number, the first one lowest.
  ///
  /// The load checks its bound and traps beyond it, as a subscript does. `unsafe` stands for reading bytes as a number
  /// without regard to alignment, which holds for all bytes.
  @inline(__always)
  static func word(_ text: Span<UInt8>, at offset: Int) -> UInt64 {
    unsafe UInt64(littleEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The same byte eight times.
  @inline(__always)
  static func each(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }
}
