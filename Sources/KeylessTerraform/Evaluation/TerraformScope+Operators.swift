import KeylessHCL
import KeylessSource

extension TerraformScope {
  func not(_ operand: HCLExpression, at span: SourceSpan) -> TerraformValue {
    let value = value(operand)
    work.spend(value.weight)
    guard let bool = value.asBool else { return value.problem(wanting: "a bool", at: span) }
    return TerraformValue(.bool(!bool), at: span, variables: value.variables)
  }

  func negation(_ operand: HCLExpression, at span: SourceSpan) -> TerraformValue {
    let value = value(operand)
    work.spend(value.weight)
    guard let number = value.asNumber else { return value.problem(wanting: "a number", at: span) }
    return TerraformValue(.number(number.negated), at: span, variables: value.variables)
  }

  func value(_ operation: HCLOperation, at span: SourceSpan) -> TerraformValue {
    var result = value(operation.first)
    for step in operation.rest {
      let right = value(step.operand)
      work.spend(result.weight + right.weight)
      var variables = result.allVariables
      TerraformValue.add(right.allVariables, to: &variables)
      result = TerraformOperator.apply(step.symbol, result, right, at: span).built(from: variables)
    }
    return result
  }

  func conditional(
    _ condition: HCLExpression,
    _ then: HCLExpression,
    _ otherwise: HCLExpression,
    at span: SourceSpan
  ) -> TerraformValue {
    let answer = value(condition)
    work.spend(answer.weight)
    if let holds = answer.asBool {
      let chosen = value(holds ? then : otherwise)
      return unified(chosen, with: holds ? otherwise : then).built(from: answer.variables)
    }
    guard answer.firstUnknown != nil || answer.text?.isPlain == false else {
      return answer.problem(wanting: "a bool", at: span)
    }
    // Whichever it is, what both branches agree on is known.
    let (yes, no) = (value(then), value(otherwise))
    work.spend(yes.weight + no.weight)
    if TerraformOperator.equal(yes, no) == true { return yes.built(from: answer.variables) }
    return answer.problem(wanting: "a bool", at: span)
  }

  /// Both results of a conditional have one type: beside a text, a number is a text too.
  private func unified(_ value: TerraformValue, with other: HCLExpression) -> TerraformValue {
    switch value.content {
    case .number, .bool:
      guard case .template = other.bare.form, self.value(other).text != nil, let text = value.asText else {
        return value
      }
      return TerraformValue(.text(text), at: value.span, variables: value.variables)
    case .null, .text, .list, .object, .unknown: return value
    }
  }
}
