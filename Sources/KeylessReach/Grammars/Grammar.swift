/// The regular parts that the grammars of facts are made of.
///
/// They say the same as the checks in KeylessPlatforms, without the limits on length; a test holds the two together.
enum Grammar {
  static let lower = UInt8(ascii: "a")...UInt8(ascii: "z")
  static let upper = UInt8(ascii: "A")...UInt8(ascii: "Z")
  static let digit = UInt8(ascii: "0")...UInt8(ascii: "9")
  static let alphanumeric = [lower, upper, digit]

  /// One or more characters out of ranges and a few more.
  static func word(_ ranges: [ClosedRange<UInt8>], and others: String = "") -> Language {
    Expression.oneOrMore(.bytes(ranges + others.utf8.map { $0...$0 })).language
  }

  /// A decimal id without a leading zero.
  static let id = Expression.sequence([
    .bytes([UInt8(ascii: "1")...UInt8(ascii: "9")]), .anyNumber(.bytes([digit])),
  ]).language

  /// Any text without control characters, also the empty one.
  static let printable: Language = {
    let controls: [[UInt8]] = (0...0x1F).map { [$0] } + [[0x7F]] + (0x80...0x9F).map { [0xC2, $0] }
    let anything = Expression.language(.anything)
    return Expression.sequence([anything, .language(.texts(controls)), anything]).language.complement()
  }()

  static let nonemptyPrintable = printable.without(.emptyText)

  /// `PROVIDER:EXTERNAL-ID`: a colon that is not the first character.
  static let identity = printable.without(.pattern(":*")).within(.pattern("*:*"))
}

/// The algebra of constants, which needs no budget.
extension Language {
  func without(_ others: Language...) -> Language {
    var meter = Unmetered()
    return others.reduce(self) { $0.combined(.difference, $1, &meter) }
  }

  func within(_ other: Language) -> Language {
    var meter = Unmetered()
    return combined(.intersection, other, &meter)
  }

  func or(_ other: Language) -> Language {
    var meter = Unmetered()
    return combined(.union, other, &meter)
  }
}
