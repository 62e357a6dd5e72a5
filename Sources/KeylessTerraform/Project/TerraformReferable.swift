import KeylessSource

/// An instance that expressions refer to: of a resource, a data source, a module.
protocol TerraformReferable {
  var head: SourceSpan { get }
  /// All of it as one object.
  var whole: TerraformValue { get }
  func value(of name: String, at span: SourceSpan) -> TerraformValue
}
