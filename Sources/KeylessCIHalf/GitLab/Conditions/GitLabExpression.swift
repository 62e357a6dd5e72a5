/// An expression of `rules:if`, read and judged for one kind of pipeline.
///
/// A value is judged as GitLab does it: `&&` and `||` hand on one of their sides, where only null and false count as
/// false, and the whole holds when what comes out is not empty.
struct GitLabExpression {
  private enum Token: Hashable {
    case variable(String)
    case text(String)
    case pattern(String, flags: String)
    case null
    case sign(String)
  }

  /// What a part of an expression gives: a value, or a condition that is true or false.
  private enum Result {
    case value(GitLabScope.Value, name: String)
    case condition(GitLabFormula)
  }

  private var tokens: [Token] = []
  private var at = 0
  private var depth = 0
  private let source: String
  private let kind: GitLabKind
  private let scope: GitLabScope

  /// When the expression holds in pipelines of this kind.
  static func formula(_ text: String, kind: GitLabKind, scope: GitLabScope) -> GitLabFormula {
    guard text.utf8.count <= 10_000, let tokens = tokens(text) else {
      return .atom(.unknown("`\(text.prefix(200))` holds"))
    }
    var expression = GitLabExpression(tokens: tokens, source: text, kind: kind, scope: scope)
    guard let result = expression.either(), expression.at == tokens.count else {
      return .atom(.unknown("`\(text.prefix(200))` holds"))
    }
    return expression.isPresent(result).simplified
  }

  private init(tokens: [Token], source: String, kind: GitLabKind, scope: GitLabScope) {
    self.tokens = tokens
    self.source = source
    self.kind = kind
    self.scope = scope
  }

  // MARK: Grammar

  private mutating func either() -> Result? {
    guard var left = both() else { return nil }
    while take("||") {
      guard let right = both() else { return nil }
      left = .condition(.any([isTruthy(left), last(right)]))
    }
    return left
  }

  private mutating func both() -> Result? {
    guard var left = comparison() else { return nil }
    while take("&&") {
      guard let right = comparison() else { return nil }
      left = .condition(.all([isTruthy(left), last(right)]))
    }
    return left
  }

  /// The right side of an operator: what comes out of the whole when it is its turn.
  ///
  /// At the end of an expression an empty text is false, further in it is true.
  private func last(_ result: Result) -> GitLabFormula {
    at == tokens.count || tokens[at] == .sign(")") ? isPresent(result) : isTruthy(result)
  }

  private mutating func comparison() -> Result? {
    guard let left = operand() else { return nil }
    guard at < tokens.count, case .sign(let sign) = tokens[at], ["==", "!=", "=~", "!~"].contains(sign) else {
      return left
    }
    at += 1
    guard let right = operand(), case .value(let a, let name) = left, case .value(let b, let other) = right else {
      return nil
    }
    let formula =
      sign == "==" || sign == "!=" ? equal(a, b, "\(name) == \(other)") : match(a, b, "\(name) =~ \(other)")
    return .condition(sign.hasPrefix("!") ? .not(formula) : formula)
  }

  private mutating func operand() -> Result? {
    guard at < tokens.count else { return nil }
    at += 1
    switch tokens[at - 1] {
    case .variable(let name): return .value(scope.value(name, kind), name: "$\(name)")
    case .text(let text): return .value(.text(text), name: "\"\(text)\"")
    case .null: return .value(.null, name: "null")
    case .pattern(let pattern, let flags):
      return .value(.pattern(pattern, ignoresCase: flags.contains("i")), name: "/\(pattern)/\(flags)")
    case .sign("("):
      depth += 1
      defer { depth -= 1 }
      guard depth < 40, let inner = either(), take(")") else { return nil }
      return .condition(isTruthy(inner))
    case .sign: return nil
    }
  }

  private mutating func take(_ sign: String) -> Bool {
    guard at < tokens.count, tokens[at] == .sign(sign) else { return false }
    at += 1
    return true
  }

  // MARK: Judgement

  private func isTruthy(_ result: Result) -> GitLabFormula {
    switch result {
    case .condition(let formula): formula
    case .value(.null, _): .never
    case .value(.unknown, let name): .atom(.unknown("`\(name)` is set"))
    case .value: .always
    }
  }

  private func isPresent(_ result: Result) -> GitLabFormula {
    switch result {
    case .condition(let formula): formula
    case .value(.null, _), .value(.text(""), _): .never
    case .value(.unknown, let name): .atom(.unknown("`\(name)` is set"))
    case .value: .always
    }
  }

  private func equal(_ left: GitLabScope.Value, _ right: GitLabScope.Value, _ text: String) -> GitLabFormula {
    let unknown = GitLabFormula.atom(.unknown("`\(text)`"))
    switch (left, right) {
    case (.text(let a), .text(let b)): return a.utf8.elementsEqual(b.utf8) ? .always : .never
    case (.null, .null), (.ref, .ref), (.defaultBranch, .defaultBranch), (.protected, .protected): return .always
    case (.unknown, _), (_, .unknown), (.pattern, _), (_, .pattern): return unknown
    case (.null, _), (_, .null): return .never
    case (.ref, .text(let name)), (.text(let name), .ref):
      return name.isEmpty ? .never : .atom(.ref(.exact(name)))
    case (.ref, .defaultBranch), (.defaultBranch, .ref): return .atom(.ref(.defaultBranch))
    case (.protected, .text(let text)), (.text(let text), .protected):
      return text == "true" ? .atom(.protected) : text == "false" ? .not(.atom(.protected)) : .never
    case (.text(""), _), (_, .text("")): return .never
    default: return unknown
    }
  }

  private func match(_ left: GitLabScope.Value, _ right: GitLabScope.Value, _ text: String) -> GitLabFormula {
    let unknown = GitLabFormula.atom(.unknown("`\(text)`"))
    let pattern: String
    let ignoresCase: Bool
    switch right {
    case .pattern(let literal, let ignores): (pattern, ignoresCase) = (literal, ignores)
    case .text(let written):
      guard let tokens = Self.tokens(written), tokens.count == 1, case .pattern(let literal, let flags) = tokens[0]
      else {
        return unknown
      }
      (pattern, ignoresCase) = (literal, flags.contains("i"))
    case .null: return .never
    default: return unknown
    }
    switch left {
    case .ref: return .atom(.ref(.regex(pattern, ignoresCase: ignoresCase)))
    case .text(let text): return constant(GitLabPattern(pattern, ignoresCase: ignoresCase)?.matches(text), unknown)
    // Null is matched as an empty text.
    case .null: return constant(GitLabPattern(pattern, ignoresCase: ignoresCase)?.matches(""), unknown)
    default: return unknown
    }
  }

  private func constant(_ verdict: Bool?, _ unknown: GitLabFormula) -> GitLabFormula {
    verdict.map { $0 ? .always : .never } ?? unknown
  }

  // MARK: Words

  private static func tokens(_ text: String) -> [Token]? {
    let bytes = Array(text.utf8)
    var tokens: [Token] = []
    var at = 0
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      case UInt8(ascii: "$"):
        let isBraced = at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "{")
        let start = at + (isBraced ? 2 : 1)
        var end = start
        while end < bytes.count, GitLabVariables.isName(bytes[end]) { end += 1 }
        guard end > start, !isBraced || end < bytes.count && bytes[end] == UInt8(ascii: "}") else { return nil }
        tokens.append(.variable(string(start..<end)))
        at = isBraced ? end + 1 : end
      case 0x22, 0x27:
        guard let end = bytes[(at + 1)...].firstIndex(of: byte) else { return nil }
        tokens.append(.text(string(at + 1..<end)))
        at = end + 1
      case UInt8(ascii: "/"):
        var end = at + 1
        var pattern: [UInt8] = []
        while end < bytes.count, bytes[end] != byte {
          if bytes[end] == UInt8(ascii: "\\"), end + 1 < bytes.count {
            // A slash is escaped for the expression, not for the pattern.
            if bytes[end + 1] != byte { pattern.append(bytes[end]) }
            end += 1
          }
          pattern.append(bytes[end])
          end += 1
        }
        guard end < bytes.count, !pattern.isEmpty else { return nil }
        let flags = end + 1
        end = flags
        while end < bytes.count, "ismU".utf8.contains(bytes[end]) { end += 1 }
        tokens.append(.pattern(String(decoding: pattern, as: UTF8.self), flags: string(flags..<end)))
        at = end
      case UInt8(ascii: "("), UInt8(ascii: ")"):
        tokens.append(.sign(string(at..<at + 1)))
        at += 1
      default:
        if at + 1 < bytes.count, ["==", "!=", "=~", "!~", "&&", "||"].contains(string(at..<at + 2)) {
          tokens.append(.sign(string(at..<at + 2)))
          at += 2
        } else if bytes[at...].starts(with: "null".utf8) {
          tokens.append(.null)
          at += 4
        } else {
          return nil
        }
      }
    }
    return tokens.isEmpty ? nil : tokens
  }
}
