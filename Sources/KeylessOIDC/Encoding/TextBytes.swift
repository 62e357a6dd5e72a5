import KeylessSource

extension String {
  /// Equality by UTF-8 bytes: Swift's own `==` also equates canonically equivalent spellings, which no other reader of
  /// a token does.
  package func sameBytes(as other: String) -> Bool {
    ByteScan.same(utf8.span, other.utf8.span)
  }

  /// Whether a control character (Unicode category Cc) stands anywhere in the text.
  var hasControlCharacter: Bool {
    let bytes = utf8.span
    if ByteScan.isPrintableASCII(bytes) { return false }
    var afterC2 = false
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 0x20 || byte == 0x7F || (afterC2 && byte < 0xA0) { return true }
      afterC2 = byte == 0xC2
    }
    return false
  }
}
