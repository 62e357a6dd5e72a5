package import KeylessSource

/// One member of an object or map, with the place its name was written.
package struct TerraformMember: Sendable {
  package var name: String
  package var nameSpan: SourceSpan
  package var value: TerraformValue

  package init(_ name: String, at nameSpan: SourceSpan, _ value: TerraformValue) {
    self.name = name
    self.nameSpan = nameSpan
    self.value = value
  }
}
