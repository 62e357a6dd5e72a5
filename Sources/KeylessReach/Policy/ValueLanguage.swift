import KeylessPolicy
import KeylessSource

/// The texts that a condition's values match, as far as the operator compares texts.
enum ValueLanguage {
  /// What a policy text matches under a comparison; nil for a comparison that is none of texts.
  ///
  /// A variable is replaced by what it is given here; without a value the text matches nothing.
  static func language(
    _ text: PolicyText,
    _ comparison: ConditionOperator.Comparison,
    _ variables: (PolicyVariable) -> VariableValue,
    _ work: Work
  ) throws(TooComplex) -> Language? {
    guard let pieces = pieces(text, variables) else { return Language.none }
    switch comparison {
    case .text, .wildcards: return try work.pattern(pieces)
    case .textIgnoringCase:
      var whole = Language.emptyText
      for piece in pieces {
        switch piece {
        case .literal(let bytes): whole = try work.joined(whole, .textIgnoringCase(bytes))
        case .anyRun, .anyScalar: whole = try work.joined(whole, .anything)
        }
      }
      return whole
    case .arn:
      // What the variable stands for may hold colons, so the parts are not known; matched as one text it is never less.
      if isOpen(text, variables) { return try work.pattern(pieces) }
      if let known = work.arns[pieces] { return known }
      let made = try arn(pieces, work)
      work.arns[pieces] = made
      return made
    case .number, .date, .bool, .binary, .address, .null: return nil
    }
  }

  /// The texts that one of several policy texts matches; nil as above.
  static func language(
    anyOf texts: [PolicyText],
    _ comparison: ConditionOperator.Comparison,
    _ variables: (PolicyVariable) -> VariableValue,
    _ work: Work
  ) throws(TooComplex) -> Language? {
    var spelled: [[Language.Piece]?] = []
    for text in texts { spelled.append(pieces(text, variables)) }
    // An open variable is spelled like a wildcard, and means something else in an ARN.
    if comparison == .arn, texts.contains(where: { isOpen($0, variables) }) {
      var all: [Language] = []
      for text in texts { all.append(try language(text, comparison, variables, work) ?? .none) }
      return try work.union(all)
    }
    let question = Work.Values(comparison: comparison, texts: spelled)
    if let known = work.values[question] { return known }
    var plain: [[UInt8]] = []
    var others: [Language] = []
    let isPlain = [.text, .textIgnoringCase, .wildcards].contains(comparison)
    for text in texts {
      if isPlain, let bytes = text.literal {
        plain.append(bytes)
      } else if let one = try language(text, comparison, variables, work) {
        others.append(one)
      } else {
        return nil
      }
    }
    let listed = comparison == .textIgnoringCase ? Language.textsIgnoringCase(plain) : .texts(plain)
    try work.spend(listed.stateCount)
    let made = try work.union([listed] + others)
    work.values[question] = made
    return made
  }

  /// Whether some variable of the text can be anything.
  private static func isOpen(_ text: PolicyText, _ variables: (PolicyVariable) -> VariableValue) -> Bool {
    text.variables.contains { if case .anything = variables($0) { true } else { false } }
  }

  enum VariableValue {
    case absent
    case text([UInt8])
    /// Any text: an upper bound.
    case anything
    /// No text, not even the variable's own fallback: a lower bound.
    case nothing
  }

  /// Nil when a variable has no value.
  static func pieces(_ text: PolicyText, _ variables: (PolicyVariable) -> VariableValue) -> [Language.Piece]? {
    var pieces: [Language.Piece] = []
    for segment in text.segments {
      switch segment {
      case .literal(let bytes): pieces.append(.literal(bytes))
      case .anyRun: pieces.append(.anyRun)
      case .anyScalar: pieces.append(.anyScalar)
      case .variable(let variable):
        switch variables(variable) {
        case .absent:
          guard let fallback = variable.fallback else { return nil }
          pieces.append(.literal(fallback))
        case .text(let bytes): pieces.append(.literal(bytes))
        case .anything: pieces.append(.anyRun)
        case .nothing: return nil
        }
      }
    }
    return pieces
  }

  /// Six parts between colons, each matched by itself: a wildcard in one of the first five never reaches over a colon.
  private static func arn(_ pieces: [Language.Piece], _ work: Work) throws(TooComplex) -> Language {
    let colon = UInt8(ascii: ":")
    var parts: [[Language.Piece]] = [[]]
    for piece in pieces {
      guard case .literal(let bytes) = piece else {
        parts[parts.count - 1].append(piece)
        continue
      }
      var run: [UInt8] = []
      for byte in bytes {
        if byte == colon, parts.count < 6 {
          parts[parts.count - 1].append(.literal(run))
          run = []
          parts.append([])
        } else {
          run.append(byte)
        }
      }
      parts[parts.count - 1].append(.literal(run))
    }
    guard parts.count == 6 else { return .none }
    let separator = Language.text([colon])
    let noColon = try work.pattern([.anyRun, .literal([colon]), .anyRun]).complement()
    var whole = Language.emptyText
    for (index, part) in parts.enumerated() {
      var language = try work.pattern(part)
      if index < 5 { language = try work.combine(language, noColon, .both) }
      if index > 0 { language = try work.joined(separator, language) }
      whole = try work.joined(whole, language)
    }
    return whole
  }
}
