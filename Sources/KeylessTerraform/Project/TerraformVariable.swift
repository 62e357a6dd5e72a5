import KeylessHCL
package import KeylessSource

/// A variable as a module declares it, with the value it has here.
package struct TerraformVariable {
  package var name: String
  /// `variable "name"`.
  package var head: SourceSpan
  package var declaration: TerraformDeclaration
  package var value: TerraformValue
  /// Whether the caller, a file or the command line says the value, rather than the default.
  package var isGiven: Bool

  init(_ declaration: TerraformDeclaration, value: TerraformValue, isGiven: Bool) {
    name = declaration.name
    head = declaration.head
    self.declaration = declaration
    self.value = value
    self.isGiven = isGiven
  }

  package var hasDefault: Bool { declaration.body.attribute("default") != nil }
  package var hasValidation: Bool { !declaration.body.blocks("validation").isEmpty }
}
