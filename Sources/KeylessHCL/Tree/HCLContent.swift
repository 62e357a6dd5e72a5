package import KeylessSource

/// What a schema found in a body.
package struct HCLContent: Sendable {
  package var attributes: [HCLAttribute] = []
  package var blocks: [HCLBlock] = []
  /// Names that the schema does not know.
  package var rest: [Located<String>] = []
  /// What is wrong with the body as this schema sees it, or with the strings of its attributes.
  package var diagnostics: [Diagnostic] = []
  /// Whether something in the body could not be read, so that what is missing here may have been meant.
  package var isIncomplete = false

  package init() {}

  /// The attribute whose name is the same bytes.
  package subscript(name: String) -> HCLAttribute? {
    attributes.first { $0.name.value.utf8.elementsEqual(name.utf8) }
  }
}
