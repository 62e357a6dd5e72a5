package import KeylessSource

/// A value with the place where it was written, which is the literal's own however many variables it came through.
package struct TerraformValue: Sendable {
  package let content: Content
  package var span: SourceSpan
  /// The variables it was built from, through locals, modules and functions.
  package var variables: [TerraformVariableUse]
  /// How many values are in it, those that are shared counted each time, as whoever goes through it counts.
  let weight: Int

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
    case .list(let elements, _): weight = elements.reduce(1) { Self.sum($0, $1.weight) }
    case .object(let object): weight = object.members.reduce(1) { Self.sum($0, $1.value.weight) }
    case .null, .bool, .number, .text, .unknown: weight = 1
    }
  }

  private static func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? Int.max : sum
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

  static func bool(_ bool: Bool, at span: SourceSpan) -> TerraformValue { TerraformValue(.bool(bool), at: span) }

  static func number(_ number: Int, at span: SourceSpan) -> TerraformValue {
    TerraformValue(.number(TerraformNumber(number)), at: span)
  }
}

/// Terraform's sequences; they differ in what may be asked of them and in what makes them equal.
package enum TerraformListKind: Sendable {
  case tuple, list, set
}
