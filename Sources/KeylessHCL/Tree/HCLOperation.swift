package import KeylessSource

/// Operands and operators of one strength, applied from left to right: a chain as long as the text has it.
package struct HCLOperation: Sendable {
  let tree: HCLTree
  let node: UInt32

  package enum Operator: String, Sendable {
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case add = "+"
    case subtract = "-"
    case greater = ">"
    case greaterOrEqual = ">="
    case less = "<"
    case lessOrEqual = "<="
    case equal = "=="
    case unequal = "!="
    case and = "&&"
    case or = "||"
  }

  package struct Step: Sendable {
    package var symbol: Operator
    package var span: SourceSpan
    package var operand: HCLExpression
  }

  private var links: ArraySlice<UInt32> { tree.children(tree.nodes[Int(node)]) }

  package var first: HCLExpression { tree.expression(links[links.startIndex]) }

  package var rest: [Step] {
    let links = links
    return stride(from: links.startIndex + 1, to: links.endIndex, by: 2).map { place in
      let symbol = tree.nodes[Int(links[place])]
      return Step(
        // The parser lets in no other; a chain of `||` is the harmless thing to be wrong with.
        symbol: Operator(rawValue: tree.string(symbol.start, symbol.end)) ?? .or,
        span: tree.span(Int(symbol.start)..<Int(symbol.end)),
        operand: tree.expression(links[place + 1])
      )
    }
  }
}
