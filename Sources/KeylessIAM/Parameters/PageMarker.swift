import KeylessAWS

/// What stands in a marker: the key of the last entry that was delivered, or, where it would not fit into the 320
/// characters of a marker, its beginning and its fingerprint.
struct PageMarker {
  private let start: [UInt8]
  /// Of the whole key, when `start` is only its beginning.
  private let fingerprint: UInt64?

  /// Keys of more bytes than this are cut; base64 makes 308 characters of them.
  private static let longest = 220
  private static let whole = Array("k1:".utf8)
  private static let cut = Array("k2:".utf8)

  init(last key: String) {
    let bytes = Array(key.utf8)
    start = Array(bytes.prefix(Self.longest))
    fingerprint = bytes.count > Self.longest ? Self.fingerprint(bytes) : nil
  }

  /// Nil for a text that was not made here.
  init?(_ text: String) {
    guard let bytes = Base64.decode(text), bytes.count >= 3 else { return nil }
    var rest = bytes[3...]
    if bytes.starts(with: Self.cut) {
      guard rest.count == 8 + Self.longest else { return nil }
      fingerprint = rest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
      rest = rest.dropFirst(8)
    } else {
      guard bytes.starts(with: Self.whole), rest.count <= Self.longest else { return nil }
      fingerprint = nil
    }
    start = Array(rest)
  }

  var text: String {
    guard let fingerprint else { return Base64.encode(Self.whole + start) }
    return Base64.encode(Self.cut + (0..<8).map { UInt8(truncatingIfNeeded: fingerprint >> (56 - 8 * $0)) } + start)
  }

  /// Where the entries after the one in the marker begin.
  ///
  /// A cut key whose entry is gone leads to the first with its beginning: rather twice than never.
  func place<Entry>(after entries: [Entry], _ key: (Entry) -> String) -> Int? {
    guard let fingerprint else {
      return entries.firstIndex { start.lexicographicallyPrecedes(key($0).utf8) }
    }
    let found = entries.firstIndex { entry in
      let bytes = Array(key(entry).utf8)
      return bytes.starts(with: start) && Self.fingerprint(bytes) == fingerprint
    }
    return found.map { $0 + 1 } ?? entries.firstIndex { !key($0).utf8.lexicographicallyPrecedes(start) }
  }

  /// FNV-1a.
  private static func fingerprint(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
