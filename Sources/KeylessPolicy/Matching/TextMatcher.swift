/// A text of a policy made ready to be compared, in the cheapest form it allows.
enum TextMatcher: Sendable {
  case exact([UInt8])
  case exactIgnoringCase([UInt8])
  case wildcards(WildcardPattern)
  case arn(ARNPattern)
  /// Holds a variable, so the pattern is made anew for each request.
  case template(PolicyText, Mode)

  enum Mode: Sendable {
    case exact, exactIgnoringCase, wildcards, arn
  }

  init(_ text: PolicyText, _ mode: Mode) {
    if text.segments.contains(where: { if case .variable = $0 { true } else { false } }) {
      self = .template(text, mode)
    } else if mode == .exact || (mode == .wildcards && text.literal != nil) {
      self = .exact(text.literal ?? [])
    } else if mode == .exactIgnoringCase {
      self = .exactIgnoringCase((text.literal ?? []).map(ASCIIFold.fold))
    } else {
      let pattern = WildcardPattern(text)
      self = mode == .arn ? .arn(ARNPattern(pattern)) : .wildcards(pattern)
    }
  }

  /// A text with a variable that has no value in this request matches nothing.
  func matches(_ value: [UInt8], _ context: RequestContext) -> Bool {
    switch self {
    case .exact(let bytes): bytes == value
    case .exactIgnoringCase(let bytes): ASCIIFold.equal(bytes, value)
    case .wildcards(let pattern): pattern.matches(value)
    case .arn(let pattern): pattern.matches(value)
    case .template(let text, let mode): ResolvedText(text, context)?.matches(value, mode) ?? false
    }
  }
}

/// A text with the values of one request in the place of its variables; what was put in is literal, wildcards and all.
struct ResolvedText {
  private(set) var pattern = WildcardPattern()
  /// The text itself, for the operators that know no wildcards.
  private(set) var literal: [UInt8] = []

  /// Nil when a variable has no value.
  ///
  /// A key with several values is no value, since nothing says which one is meant.
  init?(_ text: PolicyText, _ context: RequestContext) {
    for segment in text.segments {
      switch segment {
      case .literal(let bytes): append(bytes)
      case .anyRun: pattern.appendAnyRun()
      case .anyScalar: pattern.appendAnyScalar()
      case .variable(let variable):
        guard let value = Self.value(of: variable, context) else { return nil }
        append(value)
      }
    }
  }

  func matches(_ value: [UInt8], _ mode: TextMatcher.Mode) -> Bool {
    switch mode {
    case .exact: literal == value
    case .exactIgnoringCase: ASCIIFold.equal(literal, value)
    case .wildcards: pattern.matches(value)
    case .arn: ARNPattern(pattern).matches(value)
    }
  }

  static func value(of variable: PolicyVariable, _ context: RequestContext) -> [UInt8]? {
    guard let entry = context.entry(variable.key), let first = entry.values.first else { return variable.fallback }
    return entry.values.count == 1 ? first : nil
  }

  private mutating func append(_ bytes: [UInt8]) {
    literal += bytes
    pattern.append(bytes)
  }
}
