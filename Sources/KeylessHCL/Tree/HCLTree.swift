package import KeylessSource

/// The syntax of one text: nodes in one array, which expressions and bodies are windows into.
///
/// Strings are decoded when they are asked for; most of a Terraform tree is never asked.
package final class HCLTree: Sendable {
  package let text: [UInt8]
  package let place: HCLPlace
  let nodes: ContiguousArray<HCLNode>
  let links: ContiguousArray<UInt32>
  let root: UInt32

  init(
    text: [UInt8],
    place: HCLPlace,
    nodes: consuming ContiguousArray<HCLNode>,
    links: consuming ContiguousArray<UInt32>,
    root: UInt32
  ) {
    self.text = text
    self.place = place
    self.nodes = nodes
    self.links = links
    self.root = root
  }

  package func span(_ range: Range<Int>) -> SourceSpan { place.span(range) }

  func range(_ node: UInt32) -> Range<Int> {
    let node = nodes[Int(node)]
    return Int(node.start)..<Int(node.end)
  }

  func string(_ start: UInt32, _ end: UInt32) -> String {
    String(decoding: text[Int(start)..<Int(end)], as: UTF8.self)
  }

  func located(_ start: UInt32, _ end: UInt32) -> Located<String> {
    Located(string(start, end), at: span(Int(start)..<Int(end)))
  }

  /// The children of a node whose kind says "list".
  func children(_ node: HCLNode) -> ArraySlice<UInt32> {
    links[Int(node.a)..<Int(node.a) + Int(node.b)]
  }

  func expression(_ node: UInt32) -> HCLExpression { HCLExpression(tree: self, node: node) }

  func optional(_ node: UInt32) -> HCLExpression? { node == HCLNode.none ? nil : expression(node) }

  /// All children in the order of the text.
  func inOrder(_ index: UInt32) -> [UInt32] {
    let node = nodes[Int(index)]
    let children: [UInt32] =
      switch node.kind {
      case .body, .block, .quote, .heredoc, .bareTemplate, .forDirective, .templateBody, .tuple, .object,
        .forExpression,
        .call, .operation:
        Array(self.children(node))
      case .traversal: [node.c] + self.children(node)
      case .attribute, .interpolation, .indexStep, .not, .negation, .parentheses: [node.a]
      case .objectItem: [node.a, node.b]
      case .ifDirective, .conditional: [node.a, node.b, node.c]
      case .quotedLabel, .bareLabel, .unreadable, .null, .yes, .no, .number, .variable, .literal, .name, .attributeStep,
        .legacyIndexStep, .attributeSplat, .fullSplat, .operatorSymbol:
        []
      }
    return children.filter { $0 != HCLNode.none }
  }
}
