/// A seeded generator, so that a failing property can be run again.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

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
