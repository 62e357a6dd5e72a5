extension String {
  /// Equality by UTF-8 bytes: Swift's own `==` also equates canonically equivalent spellings, which no other reader of
  /// a token does.
  package func sameBytes(as other: String) -> Bool {
    // Equal bytes are always equal texts, so the quick comparison may refuse; only the bytes accept.
    utf8.count == other.utf8.count && self == other && utf8.elementsEqual(other.utf8)
  }

  /// Whether a control character (Unicode category Cc) stands anywhere in the text.
  var hasControlCharacter: Bool {
    var afterC2 = false
    for byte in utf8 {
      if byte < 0x20 || byte == 0x7F || (afterC2 && byte < 0xA0) { return true }
      afterC2 = byte == 0xC2
    }
    return false
  }
}
