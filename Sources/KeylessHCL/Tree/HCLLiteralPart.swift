package import KeylessSource

/// Fixed text of a template, without what strip markers and `<<-` took away.
package struct HCLLiteralPart: Sendable {
  let tree: HCLTree
  let node: UInt32

  package var span: SourceSpan { tree.span(tree.range(node)) }

  /// The text it means, with the place of each byte.
  ///
  /// Terraform's own strings are normalised to NFC beside this; these bytes are as they are written.
  package var text: HCLText {
    let node = tree.nodes[Int(node)]
    let range = Int(node.start)..<Int(node.end)
    var text = HCLText()
    guard node.flags.contains(.escaped) else {
      append(range, to: &text)
      return text
    }
    HCLLiteral.forEach(tree.text, range, isQuoted: node.flags.contains(.quoted)) { unit in
      if let scalars = unit.scalars {
        let bytes = scalars.flatMap { Array(String($0).utf8) }
        text.append(bytes[...], from: tree.span(unit.range), isVerbatim: false)
      } else {
        append(unit.range, to: &text)
      }
    }
    return text
  }

  /// Bytes that mean themselves.
  private func append(_ range: Range<Int>, to text: inout HCLText) {
    guard let origin = tree.place.origin else {
      text.append(tree.text[range], from: tree.span(range), isVerbatim: true)
      return
    }
    text.append(origin.slice(range))
  }
}
