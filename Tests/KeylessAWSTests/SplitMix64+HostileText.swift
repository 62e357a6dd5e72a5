import KeylessTesting

extension SplitMix64 {
  /// Text that wire formats stumble over.
  mutating func hostileText(_ longest: Int = 12) -> String {
    let pieces = [
      "a", "é", "e\u{301}", "&", "<", ">", "]]>", "\"", "'", "%41", "+", " ", "=", "\n", "\r\n", "\t", "\u{FEFF}",
      "\u{1F600}", "&amp;", "&#x41;", "<!--", "\\", "/", "\u{2028}", ";", ",",
    ]
    return (0..<Int.random(in: 1...longest, using: &self)).map { _ in pieces.randomElement(using: &self) ?? "" }
      .joined()
  }
}
