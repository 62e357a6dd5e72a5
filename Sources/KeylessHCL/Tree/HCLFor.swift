package import KeylessSource

/// `[for …]` or `{for …}`.
package struct HCLFor: Sendable {
  let tree: HCLTree
  let node: UInt32

  private func link(_ number: Int) -> UInt32 { tree.links[Int(tree.nodes[Int(node)].a) + number] }
  private var flags: HCLNode.Flags { tree.nodes[Int(node)].flags }

  package var keyName: Located<String>? { tree.name(link(0)) }
  package var valueName: Located<String>? { tree.name(link(1)) }
  package var collection: HCLExpression { tree.expression(link(2)) }
  /// Only an object's has one.
  package var key: HCLExpression? { tree.optional(link(3)) }
  package var value: HCLExpression { tree.expression(link(4)) }
  package var condition: HCLExpression? { tree.optional(link(5)) }
  package var isObject: Bool { flags.contains(.object) }
  /// `...`: the values of one key become a tuple.
  package var groups: Bool { flags.contains(.expands) }
}

extension HCLTree {
  func name(_ node: UInt32) -> Located<String>? {
    guard node != HCLNode.none else { return nil }
    return located(nodes[Int(node)].start, nodes[Int(node)].end)
  }
}
