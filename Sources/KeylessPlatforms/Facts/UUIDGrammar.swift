/// The text of a UUID as platforms write it: `8-4-4-4-12` hexadecimal digits in lower case, of any version.
enum UUIDGrammar {
  static func problem(in text: String) -> String? {
    isUUID(Array(text.utf8)[...])
      ? nil : "a UUID has 32 hexadecimal digits in lower case, with hyphens after 8, 12, 16 and 20 of them"
  }

  /// Bitbucket keeps the braces everywhere but in the default audience.
  static func problem(inBraced text: String) -> String? {
    let bytes = Array(text.utf8)
    return bytes.count == 38 && bytes.first == UInt8(ascii: "{") && bytes.last == UInt8(ascii: "}")
      && isUUID(bytes[1..<37])
      ? nil : "the value is a UUID in lower case between `{` and `}`"
  }

  private static func isUUID(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count == 36 else { return false }
    return bytes.enumerated().allSatisfy { index, byte in
      [8, 13, 18, 23].contains(index)
        ? byte == UInt8(ascii: "-") : (48...57).contains(byte) || (97...102).contains(byte)
    }
  }
}
