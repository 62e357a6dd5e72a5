/// Uniqueness of member names within one object.
///
/// While an object is small, a filter and a walk over the fingerprints decide; a set takes over once the walk would let
/// hostile input cost quadratic time.
struct JSONMemberNames {
  private var count = 0
  private var filter = InlineArray<16, UInt64>(repeating: 0)
  private var names: Set<[UInt8]> = []

  /// The most members that are still compared one by one.
  static let fewest = 64

  /// Whether the name, the entry that would come next, is new to the object whose entries begin at `first`.
  ///
  /// UTF-8 equality of the unescaped names throughout: to Swift "é" equals "e\u{301}", to every other JSON reader it
  /// does not.
  @inline(__always)
  mutating func insert(
    _ name: JSONIndex.Entry,
    after first: Int,
    _ entries: ContiguousArray<JSONIndex.Entry>,
    _ text: Span<UInt8>
  ) -> Bool {
    count &+= 1
    let word = Int(name.next & 15)
    let bit: UInt64 = 1 << UInt64(name.next >> 4 & 63)
    let seen = filter[word] & bit != 0
    filter[word] |= bit
    guard seen || count > Self.fewest else { return true }
    return count > Self.fewest
      ? insertIntoSet(name, after: first, entries, text) : !Self.holds(name, after: first, entries, text)
  }

  @inline(never)
  private static func holds(
    _ name: JSONIndex.Entry,
    after first: Int,
    _ entries: ContiguousArray<JSONIndex.Entry>,
    _ text: Span<UInt8>
  ) -> Bool {
    var entry = first
    while entry < entries.count {
      if entries[entry].next == name.next, same(entries[entry], name, text) { return true }
      entry = Int(entries[entry + 1].next)
    }
    return false
  }

  @inline(never)
  private mutating func insertIntoSet(
    _ name: JSONIndex.Entry,
    after first: Int,
    _ entries: ContiguousArray<JSONIndex.Entry>,
    _ text: Span<UInt8>
  ) -> Bool {
    if names.isEmpty {
      var entry = first
      while entry < entries.count {
        names.insert(JSONText.unescape(text, entries[entry].content))
        entry = Int(entries[entry + 1].next)
      }
    }
    return names.insert(JSONText.unescape(text, name.content)).inserted
  }

  private static func same(_ left: JSONIndex.Entry, _ right: JSONIndex.Entry, _ text: Span<UInt8>) -> Bool {
    if left.kind == .plainString && right.kind == .plainString {
      return ByteScan.same(text.extracting(left.content), text.extracting(right.content))
    }
    return JSONText.unescape(text, left.content) == JSONText.unescape(text, right.content)
  }

  /// A fingerprint of the unescaped name, made of its length and its first sixteen bytes without a branch on either.
  ///
  /// Collisions cost one comparison of at most 64, so it need not be secret nor see the whole name.
  @inline(__always)
  static func fingerprint(_ text: Span<UInt8>, _ content: Range<Int>) -> UInt32 {
    let start = content.lowerBound
    var low: UInt64 = 0
    var high: UInt64 = 0
    if start &+ 16 <= text.count {
      low = ByteScan.word(text, at: start)
      high = ByteScan.word(text, at: start &+ 8)
    } else {
      for offset in 0..<min(content.count, 8) { low |= UInt64(text[start &+ offset]) &<< UInt64(offset &* 8) }
      for offset in 8..<max(min(content.count, 16), 8) {
        high |= UInt64(text[start &+ offset]) &<< UInt64(offset &* 8 &- 64)
      }
    }
    // What lies behind the name must not count; a shift by 64 or more leaves nothing.
    low &= ~(UInt64.max << UInt64(content.count &* 8))
    high &= ~(UInt64.max << UInt64(max(content.count &- 8, 0) &* 8))
    var hash = (low ^ UInt64(content.count) &* 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ hash &>> 32 ^ high) &* 0x94D0_49BB_1331_11EB
    return UInt32(truncatingIfNeeded: hash ^ hash &>> 32)
  }
}
