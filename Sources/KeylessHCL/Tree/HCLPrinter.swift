/// Writes a native file from its tree: what nodes say from the nodes, what stands between them as it stood.
///
/// Nothing is reformatted, so a fix changes the bytes it is about and no others.
package struct HCLPrinter: Sendable {
  private let tree: HCLTree
  private var replacements: [UInt32: [UInt8]] = [:]

  package init(_ body: HCLNativeBody) { tree = body.tree }

  /// Puts another text in an expression's place.
  package mutating func replace(_ expression: HCLExpression, with text: String) {
    replacements[expression.node] = Array(text.utf8)
  }

  package func print() -> [UInt8] {
    var writer = Writer(out: [], cursor: 0)
    writer.out.reserveCapacity(tree.text.count)
    write(tree.root, &writer)
    return writer.out
  }

  private struct Writer {
    var out: [UInt8]
    /// How far the text has been written.
    var cursor: Int
  }

  /// Recursion ends: the parser bounded the depth.
  private func write(_ node: UInt32, _ writer: inout Writer) {
    let range = tree.range(node)
    copy(to: range.lowerBound, &writer)
    if let replacement = replacements[node] {
      writer.out.append(contentsOf: replacement)
      writer.cursor = range.upperBound
      return
    }
    for child in tree.inOrder(node) { write(child, &writer) }
    copy(to: range.upperBound, &writer)
  }

  private func copy(to end: Int, _ writer: inout Writer) {
    writer.out.append(contentsOf: tree.text[min(writer.cursor, end)..<end])
    writer.cursor = end
  }
}
