package import KeylessSource

/// `%{ for … }` to `%{ endfor }`.
package struct HCLTemplateLoop: Sendable {
  let tree: HCLTree
  let node: UInt32

  private func link(_ number: Int) -> UInt32 { tree.links[Int(tree.nodes[Int(node)].a) + number] }

  package var keyName: Located<String>? { tree.name(link(0)) }
  package var valueName: Located<String>? { tree.name(link(1)) }
  package var collection: HCLExpression { tree.expression(link(2)) }
  package var body: HCLTemplate { HCLTemplate(tree: tree, node: link(3)) }
}
