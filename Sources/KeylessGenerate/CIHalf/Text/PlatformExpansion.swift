import KeylessIntent

/// The parts of a text that a platform replaces wherever it stands in its YAML.
enum PlatformExpansion {
  /// The first such part; nil when the platform leaves the text alone.
  ///
  /// GitLab expands variables in `aud` and in `variables`, and knows no escape in `aud`; it reads `$[[` in a component. The
  /// runner, for its part, takes a `$` before any character for a variable. GitHub reads `${{`.
  static func part(of text: String, _ platform: IntentPlatform) -> String? {
    switch platform {
    case .github: text.firstRange(of: "${{").map { String(text[$0]) }
    case .gitlab: text.contains("$") ? "$" : percentVariable(text)
    }
  }

  /// `%NAME%`, which GitLab expands like `$NAME`.
  private static func percentVariable(_ text: String) -> String? {
    let parts = text.split(separator: "%", omittingEmptySubsequences: false)
    // Every part but the first and the last has a `%` on both sides.
    return parts.dropFirst().dropLast().first(where: isVariableName).map { "%\($0)%" }
  }

  private static func isVariableName(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
      default: false
      }
    }
  }
}
