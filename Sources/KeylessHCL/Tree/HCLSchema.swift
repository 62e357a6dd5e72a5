/// What a body may hold, for a syntax that does not tell attributes from blocks.
///
/// The names are ASCII in lower case, as providers' are, so that Swift's equality of strings is that of their bytes.
package struct HCLSchema: Sendable {
  package var attributes: Set<String>
  /// Block types, each with the number of its labels.
  package var blocks: [String: Int]
  /// Whether names that are not listed are attributes; for bodies whose schema a provider keeps.
  package var takesOtherAttributes: Bool

  package init(attributes: Set<String> = [], blocks: [String: Int] = [:], takesOtherAttributes: Bool = false) {
    self.attributes = attributes
    self.blocks = blocks
    self.takesOtherAttributes = takesOtherAttributes
  }
}
