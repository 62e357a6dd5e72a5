import KeylessHCL
import KeylessSource

extension TerraformScope {
  /// What a loop goes through, in Terraform's order; nil for what is no collection or not known.
  func entries(of collection: TerraformValue) -> [(key: TerraformValue, value: TerraformValue)]? {
    let variables = collection.variables
    switch collection.content {
    case .list(let elements, .set):
      return elements.map { ($0.built(from: variables), $0.built(from: variables)) }
    case .list(let elements, _):
      return elements.enumerated().map { position, element in
        (.number(position, at: element.span), element.built(from: variables))
      }
    case .object(let object):
      guard object.rest == nil else { return nil }
      return object.sorted.map { member in
        let key = TerraformValue.text(member.name, at: member.nameSpan)
        return (key.built(from: variables), member.value.built(from: variables))
      }
    case .null, .bool, .number, .text, .unknown: return nil
    }
  }

  func value(_ loop: HCLFor, at span: SourceSpan) -> TerraformValue {
    let collection = value(loop.collection)
    work.spend(collection.weight)
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
