import KeylessHCL
import KeylessSource

extension TerraformModule {
  /// The scopes of a block's instances.
  func expand(_ declaration: TerraformDeclaration) -> TerraformExpansion<(TerraformScope, TerraformUnknown?)> {
    let scope = TerraformScope(self)
    if let attribute = declaration.body.attribute("count") {
      return counted(scope.value(attribute.value), scope)
    }
    if let attribute = declaration.body.attribute("for_each") {
      return keyed(scope.value(attribute.value), scope)
    }
    return .single((scope, nil))
  }

  private func counted(
    _ value: TerraformValue,
    _ scope: TerraformScope
  )
    -> TerraformExpansion<(TerraformScope, TerraformUnknown?)>
  {
    guard let count = value.asNumber?.integer, count >= 0, let problem = tooMany(count, at: value.span) else {
      if let count = value.asNumber?.integer, count >= 0 {
        return .counted(
          (0..<count).map { index in
            var scope = scope
            scope.instance = TerraformInstance(.index(index), count: .number(index, at: value.span))
            return (scope, nil)
          }
        )
      }
      return uncertain(value, "a number", scope)
    }
    return uncertain(problem, "a number", scope)
  }

  private func keyed(
    _ value: TerraformValue,
    _ scope: TerraformScope
  )
    -> TerraformExpansion<(TerraformScope, TerraformUnknown?)>
  {
    var entries: [(key: TerraformValue, value: TerraformValue)] = []
    switch value.content {
    case .object, .list(_, .set): entries = scope.entries(of: value) ?? []
    default: return uncertain(value, "a map or a set of strings", scope)
    }
    if let rest = value.object?.rest {
      return uncertain(TerraformValue(.unknown(rest), at: value.span), "a map", scope)
    }
    if let problem = tooMany(entries.count, at: value.span) { return uncertain(problem, "a map", scope) }
    var instances: [(key: String, instance: (TerraformScope, TerraformUnknown?))] = []
    for entry in entries {
      guard let name = entry.key.asText?.exactOrSymbols else { return uncertain(entry.key, "a string", scope) }
      var scope = scope
      let each = (entry.key.built(from: value.variables), entry.value.built(from: value.variables))
      scope.instance = TerraformInstance(.name(name), each: each)
      instances.append((name, (scope, nil)))
    }
    return .keyed(instances)
  }

  /// One instance for all, whose key and value are not known.
  private func uncertain(
    _ value: TerraformValue,
    _ wanted: String,
    _ scope: TerraformScope
  )
    -> TerraformExpansion<(TerraformScope, TerraformUnknown?)>
  {
    let problem =
      value.unknown.map { TerraformValue(.unknown($0), at: value.span) }
      ?? value.problem(wanting: wanted, at: value.span)
    let unknown = problem.unknown ?? TerraformUnknown("how many there are is not known", at: value.span)
    var scope = scope
    let member = TerraformValue(.unknown(unknown), at: value.span, variables: value.allVariables)
    scope.instance = TerraformInstance(.unknown, each: (member, member), count: member)
    return .uncertain((scope, unknown), unknown)
  }

  private func tooMany(_ count: Int, at span: SourceSpan) -> TerraformValue? {
    // What is not made costs nothing, or one block would take the work that all others need.
    guard count <= work.limits.instances else {
      return .unknown("there are more than \(work.limits.instances) instances", at: span)
    }
    work.spend(count * TerraformWork.turn)
    return work.isExhausted ? .unknown(work.exhausted, at: span) : nil
  }
}
