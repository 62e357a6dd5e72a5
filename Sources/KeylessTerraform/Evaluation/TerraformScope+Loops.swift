import KeylessHCL
import KeylessSource

extension TerraformScope {
  /// What a loop goes through, in Terraform's order; nil for what is no collection or not known.
  func entries(of collection: TerraformValue) -> [(key: TerraformValue, value: TerraformValue)]? {
    switch collection.content {
    case .list(let elements, .set): return elements.map { ($0, $0) }
    case .list(let elements, _):
      return elements.enumerated().map { (.number($0.offset, at: $0.element.span), $0.element) }
    case .object(let object):
      guard object.rest == nil else { return nil }
      return object.sorted.map { (.text($0.name, at: $0.nameSpan), $0.value) }
    case .null, .bool, .number, .text, .unknown: return nil
    }
  }

  func value(_ loop: HCLFor, at span: SourceSpan) -> TerraformValue {
    let collection = value(loop.collection)
    guard let entries = entries(of: collection) else {
      if let rest = collection.object?.rest { return TerraformValue(.unknown(rest), at: span) }
      if let unknown = collection.unknown {
        return TerraformValue(.unknown(unknown), at: span, variables: collection.variables)
      }
      return collection.problem(wanting: "a collection", at: span)
    }
    var result = TerraformLoopResult(loop, at: span)
    TerraformValue.add(collection.variables, to: &result.variables)
    for entry in entries {
      work.spend(TerraformWork.turn)
      guard !work.isExhausted else { return .unknown(work.exhausted, at: span) }
      var scope = self
      if let key = loop.keyName { scope.names.append((key.value, entry.key)) }
      if let name = loop.valueName { scope.names.append((name.value, entry.value)) }
      if let problem = scope.turn(loop, &result) { return problem.built(from: result.variables) }
    }
    return result.value
  }

  /// One turn of a loop; what makes the whole unknown or wrong.
  private func turn(_ loop: HCLFor, _ result: inout TerraformLoopResult) -> TerraformValue? {
    if let condition = loop.condition {
      let answer = value(condition)
      TerraformValue.add(answer.variables, to: &result.variables)
      guard let holds = answer.asBool else { return answer.problem(wanting: "a bool", at: result.span) }
      if !holds { return nil }
    }
    guard let keyExpression = loop.key else {
      result.elements.append(value(loop.value))
      return nil
    }
    let key = value(keyExpression)
    TerraformValue.add(key.variables, to: &result.variables)
    guard let name = key.asText?.exactOrSymbols else { return keyProblem(key, at: result.span) }
    return result.add(TerraformMember(name, at: key.span, value(loop.value)))
  }
}
