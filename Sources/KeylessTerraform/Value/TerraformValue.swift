package import KeylessSource

/// A value with the place where it was written, which is the literal's own however many variables it came through.
package struct TerraformValue: Sendable {
  package let content: Content
  package var span: SourceSpan
  /// The variables it was built from, through locals, modules and functions.
  package var variables: [TerraformVariableUse]
  /// How many values are in it, those that are shared counted each time, as whoever goes through it counts; a text is
  /// one more for each 64 bytes.
  var weight: Int { Int(size) }
  /// How many values are within each other in it, as whoever goes through it has them on the stack.
  var height: Int { Int(levels) }
  // Halves of a word: every expression has several values in its frame of a small stack.
  private let size: Int32
  private let levels: Int32

  package indirect enum Content: Sendable {
    case null
    case bool(Bool)
    case number(TerraformNumber)
    case text(TerraformText)
    case list([TerraformValue], TerraformListKind)
    case object(TerraformObject)
    case unknown(TerraformUnknown)
  }

  package init(_ content: Content, at span: SourceSpan, variables: [TerraformVariableUse] = []) {
    self.content = content
    self.span = span
    self.variables = variables
    switch content {
    case .list(let elements, _):
      size = elements.reduce(1) { Self.sum($0, $1.size) }
      levels = Self.sum(1, elements.reduce(0) { max($0, $1.levels) })
    case .object(let object):
      size = object.members.reduce(1) { Self.sum($0, $1.value.size) }
      levels = Self.sum(1, object.members.reduce(0) { max($0, $1.value.levels) })
    case .text(let text): (size, levels) = (Self.sum(1, Int32(clamping: text.bytes.count / 64)), 1)
    case .null, .bool, .number, .unknown: (size, levels) = (1, 1)
    }
  }

  private static func sum(_ left: Int32, _ right: Int32) -> Int32 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? Int32.max : sum
  }

  package static func unknown(_ reason: String, at span: SourceSpan) -> TerraformValue {
    TerraformValue(.unknown(TerraformUnknown(reason, at: span)), at: span)
  }

  /// What Terraform refuses.
  static func error(_ reason: String, at span: SourceSpan) -> TerraformValue {
    TerraformValue(.unknown(TerraformUnknown(reason, at: span, isError: true)), at: span)
  }

  static func text(_ string: String, at span: SourceSpan) -> TerraformValue {
    TerraformValue(.text(TerraformText(string, at: span)), at: span)
  }

  /// A text from outside of the files, in which nothing may be taken for a symbol.
  static func given(_ string: String, at span: SourceSpan) -> TerraformValue {
    guard !TerraformText.hasMarks(Array(string.utf8)) else {
      return .unknown("the text has private-use characters, which are not told from symbols", at: span)
    }
    return .text(string, at: span)
  }

  static func bool(_ bool: Bool, at span: SourceSpan) -> TerraformValue { TerraformValue(.bool(bool), at: span) }

  static func number(_ number: Int, at span: SourceSpan) -> TerraformValue {
    TerraformValue(.number(TerraformNumber(number)), at: span)
  }
}

/// Terraform's sequences; they differ in what may be asked of them and in what makes them equal.
package enum TerraformListKind: Sendable {
  case tuple, list, set
}
