package import KeylessSource

/// A function's call; a provider's function has a name like `provider::aws::arn_parse`.
package struct HCLCall: Sendable {
  let tree: HCLTree
  let node: UInt32

  /// Without the white space that may stand around `::`.
  package var name: Located<String> {
    let node = tree.nodes[Int(node)]
    var name = tree.located(node.start, node.c)
    if name.value.utf8.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "#") }) {
      name.value = Self.segments(tree.text[Int(node.start)..<Int(node.c)])
    }
    return name
  }
  package var arguments: [HCLExpression] { tree.children(tree.nodes[Int(node)]).map(tree.expression) }
  /// `...` behind the last argument: its elements are the arguments.
  package var expandsLast: Bool { tree.nodes[Int(node)].flags.contains(.expands) }

  private static func segments(_ text: ArraySlice<UInt8>) -> String {
    var scanner = HCLScanner(Array(text))
    scanner.scan()
    return scanner.tokens.filter { $0.kind == .identifier }
      .map { String(decoding: scanner.text[Int($0.start)..<Int($0.end)], as: UTF8.self) }.joined(separator: "::")
  }
}
