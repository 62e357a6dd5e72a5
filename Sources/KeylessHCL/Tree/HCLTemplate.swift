package import KeylessSource

/// Text with expressions in it: a quoted string, a heredoc, a string of JSON, or what a directive writes.
package struct HCLTemplate: Sendable {
  let tree: HCLTree
  let node: UInt32

  package enum Part: Sendable {
    /// Fixed text; decoded when asked for.
    case literal(HCLLiteralPart)
    case interpolation(HCLExpression, span: SourceSpan)
    case `if`(HCLExpression, then: HCLTemplate, otherwise: HCLTemplate?, span: SourceSpan)
    case `for`(HCLTemplateLoop, span: SourceSpan)
  }

  package var span: SourceSpan { tree.span(tree.range(node)) }

  package var isHeredoc: Bool { tree.nodes[Int(node)].kind == .heredoc }

  package var parts: [Part] { children.compactMap(part) }

  private var children: ArraySlice<UInt32> { tree.children(tree.nodes[Int(node)]) }

  /// The expression of a template that is one interpolation and nothing else; it keeps its type.
  package var wrapped: HCLExpression? {
    let children = children
    guard children.count == 1, let only = children.first, tree.nodes[Int(only)].kind == .interpolation,
      tree.nodes[Int(node)].kind != .templateBody
    else { return nil }
    return tree.expression(tree.nodes[Int(only)].a)
  }

  /// The text of a template without sequences; nil for any other.
  package var fixedText: HCLText? {
    var whole = HCLText()
    for child in children {
      guard tree.nodes[Int(child)].kind == .literal else { return nil }
      whole.append(HCLLiteralPart(tree: tree, node: child).text)
    }
    return whole
  }

  private func part(_ index: UInt32) -> Part? {
    let node = tree.nodes[Int(index)]
    let span = tree.span(tree.range(index))
    switch node.kind {
    case .literal: return .literal(HCLLiteralPart(tree: tree, node: index))
    case .interpolation: return .interpolation(tree.expression(node.a), span: span)
    case .ifDirective:
      return .if(
        tree.expression(node.a),
        then: HCLTemplate(tree: tree, node: node.b),
        otherwise: node.c == HCLNode.none ? nil : HCLTemplate(tree: tree, node: node.c),
        span: span
      )
    case .forDirective: return .for(HCLTemplateLoop(tree: tree, node: index), span: span)
    default: return nil
    }
  }
}
