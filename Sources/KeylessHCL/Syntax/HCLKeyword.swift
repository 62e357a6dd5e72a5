/// A word that means something in its place, as a number, because most identifiers are asked whether they are one.
struct HCLKeyword {
  let packed: UInt64
  let length: Int

  /// At most eight letters.
  private init(_ word: StaticString) {
    var packed: UInt64 = 0
    for letter in word.description.utf8 { packed = packed << 8 | UInt64(letter) }
    self.packed = packed
    length = word.utf8CodeUnitCount
  }

  static let yes = HCLKeyword("true")
  static let no = HCLKeyword("false")
  static let null = HCLKeyword("null")
  static let `for` = HCLKeyword("for")
  static let `in` = HCLKeyword("in")
  static let `if` = HCLKeyword("if")
  static let `else` = HCLKeyword("else")
  static let endif = HCLKeyword("endif")
  static let endfor = HCLKeyword("endfor")
}
