import KeylessHCL
import KeylessSource

extension TerraformModule {
  /// The variables that the module declares.
  package var variables: [TerraformVariable] {
    folder.variables.map { TerraformVariable($0, value: variable($0.name, at: $0.head), isGiven: isGiven($0.name)) }
  }

  /// Whether something else than the default is the variable's value.
  private func isGiven(_ name: String) -> Bool {
    call.map { $0.body.attribute(name) != nil } ?? given.has(name)
  }

  /// The value of a variable: what the caller or the inputs say, else the default, else unknown.
  func assigned(_ declaration: TerraformDeclaration) -> TerraformValue {
    let name = declaration.name
    let use = TerraformVariableUse(
      name: name,
      module: address,
      span: declaration.head,
      hasValidation: !declaration.body.blocks("validation").isEmpty
    )
    let type = declaration.body.attribute("type").map { TerraformType($0.value) } ?? .any
    let initial = declaration.body.attribute("default").map { TerraformScope(self).value($0.value) }
    guard var value = argument(name, type) ?? initial else {
      let unknown = TerraformUnknown("the variable `\(name)` has no value", at: declaration.head)
      return TerraformValue(.unknown(unknown), at: declaration.head, variables: [use])
    }
    if value.isNull, let initial, isNotNullable(declaration) { value = initial }
    work.spend(value.weight)
    return type.convert(value, constants: TerraformScope(self)).built(from: [use])
  }

  private func isNotNullable(_ declaration: TerraformDeclaration) -> Bool {
    guard let attribute = declaration.body.attribute("nullable") else { return false }
    return TerraformScope(self).value(attribute.value).asBool == false
  }

  private func argument(_ name: String, _ type: TerraformType) -> TerraformValue? {
    guard let call, let callScope else { return given.value(name, type) }
    return call.body.attribute(name).map { callScope.value($0.value) }
  }
}
