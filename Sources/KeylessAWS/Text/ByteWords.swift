/// Tests on eight bytes at once, so that long plain values, tokens above all, are not walked byte by byte.
///
/// Each test is exact for the word as a whole: it is true when every byte is plain, and false when some byte is not.
/// That is the subtraction trick of "has a byte less than n", whose borrow can only add to a word that already failed.
enum ByteWords {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Every byte is printable ASCII from `,` on and no `=`, so none of `%`, `+`, `&` and nothing that must be escaped.
  ///
  /// The bytes below `,` that a form may hold unescaped fail too; whoever asks then looks at each byte.
  @inline(__always)
  static func arePlainInForm(_ word: UInt64) -> Bool {
    let equals = word ^ (ones &* 0x3D)
    let low = (word &- ones &* 0x2C) & ~word
    let tail = word | (word &+ ones)
    return (low | ((equals &- ones) & ~equals) | tail) & highs == 0
  }

  /// Every byte is ASCII, no control character and none of `&`, `<`, `>`.
  @inline(__always)
  static func arePlainInXML(_ word: UInt64) -> Bool {
    let ampersand = word ^ (ones &* 0x26)
    // `<` and `>` differ in one bit, so both become 0x3C.
    let angle = (word & ~(ones &* 0x02)) ^ (ones &* 0x3C)
    let low = (word &- ones &* 0x20) & ~word
    return (low | ((ampersand &- ones) & ~ampersand) | ((angle &- ones) & ~angle) | word) & highs == 0
  }

  /// Every byte is printable ASCII, the space included.
  @inline(__always)
  static func arePrintable(_ word: UInt64) -> Bool {
    let low = (word &- ones &* 0x20) & ~word
    return (low | word | (word &+ ones)) & highs == 0
  }

  /// The eight bytes from `index`; the caller has made sure that they lie inside.
  @unsafe
  @inline(__always)
  static func load(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt64 {
    unsafe UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
  }
}

extension String {
  /// The UTF-8 of the text in place; only a string that lives in another runtime is copied first.
  @unsafe
  @inline(__always)
  func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    if let value = unsafe utf8.withContiguousStorageIfAvailable(body) { return value }
    var copy = self
    return copy.withUTF8(body)
  }

  /// Every byte is printable ASCII, the space included.
  var isPrintableASCII: Bool {
    unsafe withBytes { bytes in
      var index = 0
      // `index + 8 <= count` keeps each load inside.
      while index + 8 <= bytes.count {
        guard unsafe ByteWords.arePrintable(ByteWords.load(bytes, index)) else { return false }
        index += 8
      }
      while index < bytes.count {
        guard unsafe bytes[index] >= 0x20, unsafe bytes[index] < 0x7F else { return false }
        index += 1
      }
      return true
    }
  }
}
