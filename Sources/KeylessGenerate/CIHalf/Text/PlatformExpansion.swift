import KeylessIntent

/// The parts of a text that a platform replaces where it stands in its YAML.
enum PlatformExpansion {
  /// Where the text stands; GitLab's server alone reads `aud`, its runner variables too.
  enum Place {
    case audience, variable
  }

  /// The first such part; nil when the platform leaves the text alone.
  ///
  /// GitLab's server expands `$NAME`, `${NAME}` and `%NAME%` (`ExpandVariables`) and knows no escape for them; `$[[` begins a
  /// component's input. Its runner takes a `$` before any character for a variable. GitHub evaluates `${{`.
  static func part(of text: String, _ platform: IntentPlatform, in place: Place) -> String? {
    switch (platform, place) {
    case (.github, _): text.firstRange(of: "${{").map { String(text[$0]) }
    case (.gitlab, .variable): text.contains("$") ? "$" : percentVariable(text)
    case (.gitlab, .audience): dollarVariable(text) ?? percentVariable(text)
    }
  }

  private static func dollarVariable(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    let place = bytes.indices.dropLast().first { index in
      bytes[index] == UInt8(ascii: "$") && (isLetter(bytes[index + 1]) || "${[".utf8.contains(bytes[index + 1]))
    }
    return place.map { String(decoding: bytes[$0...].prefix(2), as: UTF8.self) }
  }

  /// `%NAME%`, which GitLab expands like `$NAME`.
  private static func percentVariable(_ text: String) -> String? {
    let parts = text.split(separator: "%", omittingEmptySubsequences: false)
    // Every part but the first and the last has a `%` on both sides.
    return parts.dropFirst().dropLast().first { isName($0.utf8) }.map { "%\($0)%" }
  }

  private static func isName(_ text: Substring.UTF8View) -> Bool {
    guard let first = text.first, isLetter(first) else { return false }
    return text.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
    default: false
    }
  }
}
