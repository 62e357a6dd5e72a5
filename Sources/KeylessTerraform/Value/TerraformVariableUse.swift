package import KeylessSource

/// A variable that a value was built from.
package struct TerraformVariableUse: Hashable, Sendable {
  package var name: String
  /// The address of the module that declares it, empty for the root.
  package var module: String
  /// Its declaration's head.
  package var span: SourceSpan
  /// Whether the declaration has a `validation` block.
  package var hasValidation: Bool

  package init(name: String, module: String, span: SourceSpan, hasValidation: Bool) {
    self.name = name
    self.module = module
    self.span = span
    self.hasValidation = hasValidation
  }
}
