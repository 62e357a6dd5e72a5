/// A piece of the text that the parser looks at as one; white space and comments are none.
struct HCLToken {
  var kind: Kind
  /// UTF-8 offsets.
  var start: UInt32
  var end: UInt32

  enum Kind: UInt8 {
    case end
    /// A line's end, or a `#` or `//` comment that reaches it.
    case newline
    case identifier, number
    case openBrace, closeBrace, openBracket, closeBracket, openParenthesis, closeParenthesis
    case openQuote, closeQuote
    /// `<<NAME` or `<<-NAME` with the line's end.
    case openHeredoc
    /// The closing line without its end.
    case closeHeredoc
    /// `${` and `%{`, with their strip marker.
    case interpolation, directive
    /// The brace that closes one of the two, with its strip marker.
    case sequenceEnd
    /// Text of a template; of a heredoc one line or less, because strip markers reach no further.
    case literal
    /// The same with `\` escapes, `$${` or `%%{` in it.
    case escapedLiteral
    case dot, comma, ellipsis, arrow, question, colon, doubleColon, equals
    case plus, minus, star, slash, percent, equal, unequal, less, lessOrEqual, greater, greaterOrEqual, and, or, not
    /// Stands where a line ends within quotes; closes all strings that began on that line.
    case brokenQuote
    /// Stands for a heredoc's closing line that is none, because something else is on it.
    case brokenHeredoc
    /// A `/*` without `*/`.
    case brokenComment
    /// A character that the language does not use.
    case foreign
  }
}
