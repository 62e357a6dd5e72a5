import KeylessHCL
package import KeylessSource

/// A block of a module folder that has a name: a variable, an output, a resource, a module call, a provider.
package struct TerraformDeclaration {
  /// `resource`, `data`, `variable`, `output`, `module`, `provider`.
  package var kind: String
  package var labels: [Located<String>]
  package var body: TerraformBody
  /// Type and labels, which is what a finding about the whole points at.
  package var head: SourceSpan
  package var span: SourceSpan

  package var name: String { labels.last?.value ?? "" }

  init(_ block: HCLBlock) {
    kind = block.type.value
    labels = block.labels
    body = TerraformBody([block.body])
    span = block.span
    let end = block.labels.last?.span.range.upperBound ?? block.type.span.range.upperBound
    head = block.type.span
    if end >= head.range.lowerBound { head.range = head.range.lowerBound..<end }
  }

  /// The block with an override file's attributes and blocks over its own.
  mutating func override(with block: HCLBlock) { body = TerraformBody(body.layers + [block.body]) }
}
