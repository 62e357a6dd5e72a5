package import KeylessSource

/// `key = value` in an object.
package struct HCLObjectItem: Sendable {
  let tree: HCLTree
  let node: UInt32

  package var span: SourceSpan { tree.span(tree.range(node)) }
  package var key: HCLExpression { tree.expression(tree.nodes[Int(node)].a) }
  package var value: HCLExpression { tree.expression(tree.nodes[Int(node)].b) }

  /// The key when it is a bare word, which then means itself and no variable.
  package var bareKey: Located<String>? {
    let key = tree.nodes[Int(tree.nodes[Int(node)].a)]
    switch key.kind {
    case .variable, .yes, .no, .null: return tree.located(key.start, key.end)
    default: return nil
    }
  }
}
