import KeylessSource

/// Attributes that follow from the configuration without asking anyone.
enum TerraformComputed {
  static func names(of type: String, _ mode: TerraformResource.Mode) -> [String] { [] }

  static func attribute(_ name: String, of resource: TerraformResource) -> TerraformValue? { nil }
}
