/// The names and identifiers that several platforms share.
enum NameGrammar {
  private static let hex = Expression.bytes([Grammar.digit, UInt8(ascii: "a")...UInt8(ascii: "f")])
  private static let lowerOrDigit = Expression.bytes([Grammar.lower, Grammar.digit])

  /// `8-4-4-4-12` hexadecimal digits in lower case, as `UUIDGrammar` reads it.
  private static let uuidExpression = Expression.sequence(
    [8, 4, 4, 4, 12].enumerated().map { index, count in
      .sequence([.text(index == 0 ? "" : "-"), .exactly(count, hex)])
    }
  )

  static let uuid = uuidExpression.language
  static let bracedUUID = Expression.sequence([.text("{"), uuidExpression, .text("}")]).language

  /// A label after RFC 1123 in lower case, as `DNSName` reads it.
  static let label = Expression.sequence([
    lowerOrDigit,
    .anyNumber(.sequence([.anyNumber(.text("-")), lowerOrDigit])),
  ]).language

  static let subdomain = Expression.sequence([
    .language(label), .anyNumber(.sequence([.text("."), .language(label)])),
  ]).language

  /// Words with hyphens and underscores, with spaces between them.
  static let spaced: Language = {
    let word = Expression.bytes(Grammar.alphanumeric + "-_".utf8.map { $0...$0 })
    return Expression.sequence([word, .anyNumber(.sequence([.anyNumber(.text(" ")), word]))]).language
  }()

  static func upperHex(_ count: Int) -> Language {
    Expression.exactly(count, .bytes([Grammar.digit, UInt8(ascii: "A")...UInt8(ascii: "F")])).language
  }

  /// `HOST/OWNER/NAME`, with more segments where a host nests its owners.
  static let origin: Language = {
    let segment = Expression.language(Grammar.word(Grammar.alphanumeric, and: "._-"))
    let next = Expression.sequence([.text("/"), segment])
    return Expression.sequence([segment, next, next, .anyNumber(next)]).language
  }()
}
