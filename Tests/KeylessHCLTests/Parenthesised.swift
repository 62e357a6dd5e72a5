import KeylessHCL
import KeylessSource

/// Writes an expression as our tree understands it, with brackets around everything, so that nothing is left to precedence.
///
/// Splats become `for`, directives become conditionals and joins, heredocs become quoted strings.
enum Parenthesised {
  static func text(_ expression: HCLExpression) -> String {
    switch expression.form {
    case .null, .bool, .number, .variable: return "(\(expression.source))"
    case .template(let template):
      if let wrapped = template.wrapped { return "(\(text(wrapped)))" }
      // Text that strip markers took away keeps a template from being its only interpolation.
      return "(\(quoted(template, prefix: "${\"\"}")))"
    case .tuple(let elements): return "([" + elements.map(text).joined(separator: ", ") + "])"
    case .object(let items): return "({" + items.map(item).joined(separator: ", ") + "})"
    case .for(let loop): return self.loop(loop)
    case .call(let call):
      let arguments = call.arguments.map(text).joined(separator: ", ")
      return "\(call.name.value)(\(arguments)\(call.expandsLast ? "..." : ""))"
    case .traversal(let traversal): return self.traversal(traversal)
    case .not(let operand): return "(!\(text(operand)))"
    case .negation(let operand): return "(-\(text(operand)))"
    case .operation(let operation):
      return operation.rest.reduce(text(operation.first)) { "(\($0) \($1.symbol.rawValue) \(text($1.operand)))" }
    case .conditional(let condition, let then, let otherwise):
      return "(\(text(condition)) ? \(text(then)) : \(text(otherwise)))"
    case .parentheses(let inner): return text(inner)
    case .unreadable: return "unreadable"
    }
  }

  private static func item(_ item: HCLObjectItem) -> String {
    "(\(item.bareKey.map { "\"\($0.value)\"" } ?? text(item.key))) = \(text(item.value))"
  }

  private static func loop(_ loop: HCLFor) -> String {
    let names = [loop.keyName?.value, loop.valueName?.value].compactMap { $0 }.joined(separator: ", ")
    let condition = loop.condition.map { " if \(text($0))" } ?? ""
    let head = "for \(names) in \(text(loop.collection)) : "
    guard let key = loop.key else { return "([\(head)\(text(loop.value))\(condition)])" }
    return "({\(head)\(text(key)) => \(text(loop.value))\(loop.groups ? "..." : "")\(condition)})"
  }

  private static func traversal(_ traversal: HCLTraversal) -> String {
    let base = if case .variable(let name) = traversal.base.form { name } else { text(traversal.base) }
    return follow(base, traversal, 0..<traversal.steps.count)
  }

  private static func follow(_ base: String, _ traversal: HCLTraversal, _ range: Range<Int>) -> String {
    var out = base
    var position = range.lowerBound
    while position < range.upperBound {
      switch traversal.steps[position].kind {
      case .attribute(let name): out += ".\(name)"
      case .index(let key): out += "[\(text(key))]"
      case .legacyIndex(let digits): out += "[\(digits)]"
      case .attributeSplat, .fullSplat:
        let each = traversal.stepsOfEach(after: position)
        let name = "each_\(position)"
        out = "([for \(name) in \(out) : \(follow(name, traversal, each))])"
        position = each.upperBound
        continue
      }
      position += 1
    }
    return out
  }

  private static func quoted(_ template: HCLTemplate, prefix: String = "") -> String {
    "\"" + prefix + template.parts.map(part).joined() + "\""
  }

  private static func part(_ part: HCLTemplate.Part) -> String {
    switch part {
    case .literal(let literal): return escaped(literal.text.bytes)
    case .interpolation(let value, _): return "${\(text(value))}"
    case .if(let condition, let then, let otherwise, _):
      return "${\(text(condition)) ? \(quoted(then)) : \(otherwise.map { quoted($0) } ?? "\"\"")}"
    case .for(let loop, _):
      let names = [loop.keyName?.value, loop.valueName?.value].compactMap { $0 }.joined(separator: ", ")
      return "${join(\"\", [for \(names) in \(text(loop.collection)) : \(quoted(loop.body))])}"
    }
  }

  /// Everything but letters and digits as an escape.
  private static func escaped(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      if scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        return String(scalar)
      }
      let digits = String(scalar.value, radix: 16)
      return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }
}
