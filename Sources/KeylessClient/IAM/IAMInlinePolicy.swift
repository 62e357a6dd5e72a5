package struct IAMInlinePolicy: Hashable, Sendable {
  package var name: String
  /// JSON text.
  package var document: String

  package init(name: String, document: String) {
    self.name = name
    self.document = document
  }
}
