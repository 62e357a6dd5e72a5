package import KeylessSource

/// A body in native syntax, its items in the order of the text.
package struct HCLNativeBody: Sendable {
  package let tree: HCLTree
  let node: UInt32

  package enum Item: Sendable {
    case attribute(HCLAttribute)
    case block(HCLBlock)
    /// What could not be read; a diagnostic says why.
    case unreadable(SourceSpan)
  }

  /// What stands between the braces; all of a file.
  package var span: SourceSpan { tree.span(tree.range(node)) }

  package var items: [Item] { tree.children(tree.nodes[Int(node)]).map(item) }

  /// What a schema finds; nil finds attributes only.
  func content(_ schema: HCLSchema?) -> HCLContent {
    var content = HCLContent()
    for item in items {
      switch item {
      case .attribute(let attribute):
        guard let schema, !schema.takesOtherAttributes, !schema.attributes.contains(attribute.name.value) else {
          content.attributes.append(attribute)
          continue
        }
        content.rest.append(attribute.name)
      case .block(let block):
        guard let labels = schema?.blocks[block.type.value] else {
          content.rest.append(block.type)
          continue
        }
        if labels != block.labels.count { content.diagnostics.append(HCLShape.labels(labels, of: block)) }
        content.blocks.append(block)
      case .unreadable: content.isIncomplete = true
      }
    }
    return content
  }

  private func item(_ index: UInt32) -> Item {
    let node = tree.nodes[Int(index)]
    let span = tree.span(tree.range(index))
    switch node.kind {
    case .attribute:
      let name = tree.located(node.start, node.c)
      return .attribute(HCLAttribute(name: name, value: tree.expression(node.a), span: span))
    case .block:
      let children = tree.children(node)
      return .block(
        HCLBlock(
          type: tree.located(node.start, node.c),
          labels: children.dropLast().map(label),
          body: .native(HCLNativeBody(tree: tree, node: children[children.endIndex - 1])),
          span: span
        )
      )
    default: return .unreadable(span)
    }
  }

  /// A label's text, its span with the quotes.
  private func label(_ index: UInt32) -> Located<String> {
    let node = tree.nodes[Int(index)]
    guard node.kind == .quotedLabel else { return tree.located(node.start, node.end) }
    var bytes: [UInt8] = []
    HCLLiteral.forEach(tree.text, Int(node.start) + 1..<Int(node.end) - 1, isQuoted: true) { unit in
      if let scalars = unit.scalars {
        for scalar in scalars { bytes.append(contentsOf: String(scalar).utf8) }
      } else {
        bytes.append(contentsOf: tree.text[unit.range])
      }
    }
    return Located(String(decoding: bytes, as: UTF8.self), at: tree.span(tree.range(index)))
  }
}
