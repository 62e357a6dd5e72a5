package import KeylessSource

/// An expression as it is written: a window into a tree, cheap to hand around.
package struct HCLExpression: Sendable {
  package let tree: HCLTree
  let node: UInt32

  package var span: SourceSpan { tree.span(tree.range(node)) }

  /// Where it stands in the tree's text, which is the file unless strings were unescaped first.
  package var range: Range<Int> { tree.range(node) }

  /// The text as it is written.
  package var source: String { String(decoding: tree.text[range], as: UTF8.self) }

  /// The expression with parentheses taken away.
  package var bare: HCLExpression {
    var node = node
    while tree.nodes[Int(node)].kind == .parentheses { node = tree.nodes[Int(node)].a }
    return tree.expression(node)
  }

  package var form: HCLForm {
    let node = tree.nodes[Int(node)]
    switch node.kind {
    case .null: return .null
    case .yes: return .bool(true)
    case .no: return .bool(false)
    case .number: return .number(source)
    case .variable: return .variable(source)
    case .quote, .heredoc, .bareTemplate, .templateBody: return .template(HCLTemplate(tree: tree, node: self.node))
    case .tuple: return .tuple(tree.children(node).map(tree.expression))
    case .object: return .object(tree.children(node).map { HCLObjectItem(tree: tree, node: $0) })
    case .forExpression: return .for(HCLFor(tree: tree, node: self.node))
    case .call: return .call(HCLCall(tree: tree, node: self.node))
    case .traversal: return .traversal(HCLTraversal(tree: tree, node: self.node))
    case .not: return .not(tree.expression(node.a))
    case .negation: return .negation(tree.expression(node.a))
    case .operation: return .operation(HCLOperation(tree: tree, node: self.node))
    case .conditional:
      return .conditional(
        tree.expression(node.a),
        then: tree.expression(node.b),
        otherwise: tree.expression(node.c)
      )
    case .parentheses: return .parentheses(tree.expression(node.a))
    // The rest are no expressions, and no window is ever put on them.
    case .body, .attribute, .block, .quotedLabel, .bareLabel, .unreadable, .literal, .interpolation, .ifDirective,
      .forDirective, .objectItem, .name, .attributeStep, .indexStep, .legacyIndexStep, .attributeSplat, .fullSplat,
      .operatorSymbol:
      return .unreadable
    }
  }
}
