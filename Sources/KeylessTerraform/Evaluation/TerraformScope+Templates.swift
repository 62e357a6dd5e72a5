import KeylessHCL
import KeylessSource

extension TerraformScope {
  /// A template that is one interpolation keeps its value's type; any other is a text.
  func value(_ template: HCLTemplate) -> TerraformValue {
    if let wrapped = template.wrapped { return value(wrapped) }
    let span = template.span
    if let fixed = template.fixedText { return text(fixed, at: span) }
    var result = TerraformTextBuilder(limit: work.limits.text)
    append(template, to: &result)
    return result.value(at: span)
  }

  /// A literal of the user's.
  func text(_ text: HCLText, at span: SourceSpan) -> TerraformValue {
    guard let text = TerraformText(text) else {
      return .unknown("the text has private-use characters, which are not told from symbols", at: span)
    }
    return TerraformValue(.text(text), at: span)
  }

  @inline(never)
  func append(_ template: HCLTemplate, to result: inout TerraformTextBuilder) {
    for part in template.parts {
      guard result.problem == nil else { return }
      switch part {
      case .literal(let literal): result.append(text(literal.text, at: literal.span), in: self)
      case .interpolation(let expression, _): result.append(value(expression), in: self)
      case .if(let condition, let then, let otherwise, _):
        branch(value(condition), then, otherwise, &result)
      case .for(let loop, _): append(loop, to: &result)
      }
    }
  }

  @inline(never)
  private func branch(
    _ condition: TerraformValue,
    _ then: HCLTemplate,
    _ otherwise: HCLTemplate?,
    _ result: inout TerraformTextBuilder
  ) {
    if let reason = work.enter() { return result.fail(.unknown(reason, at: then.span)) }
    defer { work.leave() }
    TerraformValue.add(condition.variables, to: &result.variables)
    guard let holds = condition.asBool else {
      // Which text is written is not known, but what stands around it is.
      if let unknown = condition.firstUnknown {
        return result.append(TerraformValue(.unknown(unknown), at: then.span), in: self)
      }
      return result.fail(condition.problem(wanting: "a bool", at: condition.span))
    }
    if holds {
      append(then, to: &result)
    } else if let otherwise {
      append(otherwise, to: &result)
    }
  }

  @inline(never)
  private func append(_ loop: HCLTemplateLoop, to result: inout TerraformTextBuilder) {
    if let reason = work.enter() { return result.fail(.unknown(reason, at: loop.collection.span)) }
    defer { work.leave() }
    let collection = value(loop.collection)
    work.spend(collection.weight)
    TerraformValue.add(collection.variables, to: &result.variables)
    guard let entries = entries(of: collection) else {
      if let unknown = collection.unknown {
        return result.append(TerraformValue(.unknown(unknown), at: collection.span), in: self)
      }
      return result.fail(collection.problem(wanting: "a collection", at: collection.span))
    }
    for entry in entries {
      work.spend(TerraformWork.turn)
      guard result.problem == nil, !work.isExhausted else { return result.exhaust(in: self, at: collection.span) }
      var scope = self
      if let key = loop.keyName { scope.names.append((key.value, entry.key)) }
      if let value = loop.valueName { scope.names.append((value.value, entry.value)) }
      scope.append(loop.body, to: &result)
    }
  }
}
