import KeylessHCL

extension HCLExpression {
  /// The text of a string without anything to evaluate in it.
  var fixedText: String? {
    guard case .template(let template) = bare.form, let text = template.fixedText, TerraformText(text) != nil else {
      return nil
    }
    return String(decoding: text.bytes, as: UTF8.self)
  }
}
