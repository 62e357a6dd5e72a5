import KeylessHCL
import KeylessSource

/// What names mean where an expression stands.
struct TerraformScope {
  let module: TerraformModule
  /// Which instance of a block it is; by reference, because a scope is handed around a lot.
  var instance: TerraformInstance?
  /// Variables of `for`, iterators of `dynamic`, and what `templatefile` is given; the last one of a name counts.
  var names: [(name: String, value: TerraformValue)] = []
  /// In a template file nothing but what it is given has a name.
  var isTemplateFile = false

  init(_ module: TerraformModule) { self.module = module }

  var work: TerraformWork { module.work }

  func with(_ name: String, _ value: TerraformValue) -> TerraformScope {
    var scope = self
    scope.names.append((name, value))
    return scope
  }

  /// The value of an expression; unknown, with the reason, where it cannot be known or is wrong.
  ///
  /// What recurses is kept apart from what it recurses into, or one level takes ten kilobytes of stack.
  @inline(never)
  func value(_ expression: HCLExpression) -> TerraformValue {
    let span = expression.span
    if let reason = work.enter() { return .unknown(reason, at: span) }
    defer { work.leave() }
    return bounded(value(expression.form, at: span), at: span)
  }

  /// Lists that hold one another twice are small in memory and endless to whoever goes through them.
  @inline(never)
  private func bounded(_ result: TerraformValue, at span: SourceSpan) -> TerraformValue {
    guard result.weight <= work.limits.weight else { return .unknown(work.exhausted, at: span) }
    return result.height <= work.limits.height ? result : .unknown(work.tooNested, at: span)
  }

  /// The forms are told apart here and worked out elsewhere: this stands once in the stack for each level.
  @inline(never)
  private func value(_ form: HCLForm, at span: SourceSpan) -> TerraformValue {
    switch form {
    case .template(let template): value(template)
    case .traversal(let traversal): value(traversal, at: span)
    case .call(let call): value(call, at: span)
    case .tuple(let elements): tuple(elements, at: span)
    case .object(let items): object(items, at: span)
    case .for(let loop): value(loop, at: span)
    case .operation(let operation): value(operation, at: span)
    case .conditional(let condition, let then, let otherwise): conditional(condition, then, otherwise, at: span)
    case .parentheses(let inner): value(inner)
    case .not(let operand): not(operand, at: span)
    case .negation(let operand): negation(operand, at: span)
    case .null, .bool, .number, .variable, .unreadable: simple(form, at: span)
    }
  }

  private func simple(_ form: HCLForm, at span: SourceSpan) -> TerraformValue {
    switch form {
    case .null: TerraformValue(.null, at: span)
    case .bool(let bool): .bool(bool, at: span)
    case .number(let literal): number(literal, at: span)
    case .variable(let name): variable(name, at: span)
    default: .unknown("the expression cannot be read", at: span)
    }
  }

  private func tuple(_ elements: [HCLExpression], at span: SourceSpan) -> TerraformValue {
    TerraformValue(.list(elements.map(value), .tuple), at: span)
  }

  private func number(_ literal: String, at span: SourceSpan) -> TerraformValue {
    guard let number = TerraformNumber(literal) else {
      return .unknown("the number has more digits than are kept", at: span)
    }
    return TerraformValue(.number(number), at: span)
  }

  private func variable(_ name: String, at span: SourceSpan) -> TerraformValue {
    if let known = names.last(where: { $0.name == name }) { return known.value }
    return .error("`\(name)` is no value here", at: span)
  }

  private func object(_ items: [HCLObjectItem], at span: SourceSpan) -> TerraformValue {
    var object = TerraformObject()
    var variables: [TerraformVariableUse] = []
    for item in items {
      if let bare = item.bareKey {
        object.set(TerraformMember(bare.value, at: bare.span, value(item.value)))
        continue
      }
      let key = self.value(item.key)
      TerraformValue.add(key.variables, to: &variables)
      guard let name = key.asText?.exactOrSymbols else {
        return keyProblem(key, at: span).built(from: variables)
      }
      object.set(TerraformMember(name, at: key.span, value(item.value)))
    }
    return TerraformValue(.object(object), at: span, variables: variables)
  }

  /// What a name that is none makes of the whole.
  func keyProblem(_ key: TerraformValue, at span: SourceSpan) -> TerraformValue {
    if let unknown = key.firstUnknown { return TerraformValue(.unknown(unknown), at: span) }
    return .error("\(key.kind) cannot be the name of a member", at: key.span)
  }
}
