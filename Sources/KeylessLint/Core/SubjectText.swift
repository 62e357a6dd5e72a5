import KeylessPolicy

/// How a pattern for subjects is written where it leaves the owner free, which decides what its mistake is called.
struct SubjectText {
  private let segments: [PolicyText.Segment]

  /// Nil for a value that is no text.
  init?(_ value: ConditionValue) {
    guard case .text(let text) = value.operand else { return nil }
    segments = text.segments
  }

  /// Whether it has neither wildcard nor variable.
  var isLiteral: Bool { segments.allSatisfy { Self.literal($0) != nil } }

  var ends: [UInt8] { segments.last.flatMap(Self.literal) ?? [] }

  /// Nothing but wildcards, and perhaps what separates the parts of a subject.
  var isBare: Bool {
    segments.allSatisfy { segment in
      guard let bytes = Self.literal(segment) else { return true }
      return bytes.allSatisfy { !Self.isWord($0) }
    }
  }

  /// Whether a wildcard stands where the owner belongs, and the owner ends behind it: `repo:*`, `repo:*/*:…`.
  ///
  /// `starts` are the texts with which the platform's subjects begin.
  func leavesOwner(_ starts: [String]) -> Bool {
    guard let first = segments.first, let bytes = Self.literal(first) else { return false }
    if starts.contains(where: { $0.utf8.count > bytes.count && $0.utf8.starts(with: bytes) }) { return true }
    guard let start = starts.first(where: { bytes.starts(with: $0.utf8) }), bytes.count == start.utf8.count else {
      return false
    }
    guard let next = segments.dropFirst().lazy.compactMap(Self.literal).first, let byte = next.first else {
      return true
    }
    return !Self.isWord(byte)
  }

  private static func literal(_ segment: PolicyText.Segment) -> [UInt8]? {
    if case .literal(let bytes) = segment { bytes } else { nil }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), 0x80...:
      true
    default: false
    }
  }
}
