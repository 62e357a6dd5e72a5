import KeylessHCL
import KeylessSource

/// A tree as indented lines, each with the bytes it stands at.
struct Dump {
  private var out = ""

  static func text(_ file: HCLFile) -> String {
    var dump = Dump()
    if case .native(let body) = file.body { dump.write(body, 0) }
    return dump.out
  }

  static func text(_ expression: HCLExpression) -> String {
    var dump = Dump()
    dump.write(expression, 0)
    return dump.out
  }

  private mutating func line(_ depth: Int, _ text: String, _ span: SourceSpan) {
    let range = span.range
    out += String(repeating: "  ", count: depth) + "\(text)  [\(range.lowerBound)-\(range.upperBound)]\n"
  }

  private mutating func write(_ body: HCLNativeBody, _ depth: Int) {
    for item in body.items {
      switch item {
      case .attribute(let attribute):
        line(depth, "attribute \(attribute.name.value)", attribute.span)
        write(attribute.value, depth + 1)
      case .block(let block):
        let labels = block.labels.map { " \(quoted($0.value))" }.joined()
        line(depth, "block \(block.type.value)\(labels)", block.span)
        if case .native(let inner) = block.body { write(inner, depth + 1) }
      case .unreadable(let span): line(depth, "unreadable", span)
      }
    }
  }

  private mutating func write(_ expression: HCLExpression, _ depth: Int) {
    let span = expression.span
    switch expression.form {
    case .null: line(depth, "null", span)
    case .bool(let bool): line(depth, "bool \(bool)", span)
    case .number(let digits): line(depth, "number \(digits)", span)
    case .variable(let name): line(depth, "variable \(name)", span)
    case .template(let template):
      line(depth, template.wrapped != nil ? "wrapping template" : template.isHeredoc ? "heredoc" : "template", span)
      write(template, depth + 1)
    case .tuple(let elements):
      line(depth, "tuple", span)
      for element in elements { write(element, depth + 1) }
    case .object(let items):
      line(depth, "object", span)
      for item in items {
        line(depth + 1, item.bareKey.map { "item \($0.value)" } ?? "item", item.span)
        if item.bareKey == nil { write(item.key, depth + 2) }
        write(item.value, depth + 2)
      }
    case .for(let loop): write(loop, span, depth)
    case .call(let call):
      line(depth, "call \(call.name.value)\(call.expandsLast ? " expanding" : "")", span)
      for argument in call.arguments { write(argument, depth + 1) }
    case .traversal(let traversal): write(traversal, span, depth)
    case .not(let operand):
      line(depth, "not", span)
      write(operand, depth + 1)
    case .negation(let operand):
      line(depth, "negation", span)
      write(operand, depth + 1)
    case .operation(let operation):
      line(depth, "operation", span)
      write(operation.first, depth + 1)
      for step in operation.rest {
        line(depth + 1, "operator \(step.symbol.rawValue)", step.span)
        write(step.operand, depth + 1)
      }
    case .conditional(let condition, let then, let otherwise):
      line(depth, "conditional", span)
      for part in [condition, then, otherwise] { write(part, depth + 1) }
    case .parentheses(let inner):
      line(depth, "parentheses", span)
      write(inner, depth + 1)
    case .unreadable: line(depth, "unreadable", span)
    }
  }

  private mutating func write(_ loop: HCLFor, _ span: SourceSpan, _ depth: Int) {
    let names = [loop.keyName?.value, loop.valueName?.value].compactMap { $0 }.joined(separator: ", ")
    line(depth, "for \(names)\(loop.isObject ? " making an object" : "")\(loop.groups ? ", grouping" : "")", span)
    write(loop.collection, depth + 1)
    if let key = loop.key { write(key, depth + 1) }
    write(loop.value, depth + 1)
    if let condition = loop.condition {
      line(depth + 1, "if", condition.span)
      write(condition, depth + 2)
    }
  }

  private mutating func write(_ traversal: HCLTraversal, _ span: SourceSpan, _ depth: Int) {
    line(depth, "traversal", span)
    write(traversal.base, depth + 1)
    for (position, step) in traversal.steps.enumerated() {
      switch step.kind {
      case .attribute(let name): line(depth + 1, "attribute \(name)", step.span)
      case .index(let key):
        line(depth + 1, "index", step.span)
        write(key, depth + 2)
      case .legacyIndex(let digits): line(depth + 1, "old index \(digits)", step.span)
      case .attributeSplat, .fullSplat:
        let each = traversal.stepsOfEach(after: position).count
        let name = if case .fullSplat = step.kind { "[*]" } else { ".*" }
        line(depth + 1, "\(name) over \(each)", step.span)
      }
    }
  }

  private mutating func write(_ template: HCLTemplate, _ depth: Int) {
    for part in template.parts {
      switch part {
      case .literal(let literal):
        line(depth, "text \(quoted(String(decoding: literal.text.bytes, as: UTF8.self)))", literal.span)
      case .interpolation(let value, let span):
        line(depth, "interpolation", span)
        write(value, depth + 1)
      case .if(let condition, let then, let otherwise, let span):
        line(depth, "if", span)
        write(condition, depth + 1)
        line(depth + 1, "then", then.span)
        write(then, depth + 2)
        if let otherwise {
          line(depth + 1, "else", otherwise.span)
          write(otherwise, depth + 2)
        }
      case .for(let loop, let span):
        line(
          depth,
          "for \([loop.keyName?.value, loop.valueName?.value].compactMap { $0 }.joined(separator: ", "))",
          span
        )
        write(loop.collection, depth + 1)
        write(loop.body, depth + 1)
      }
    }
  }

  private func quoted(_ text: String) -> String { JSON.string(text).pretty }
}
