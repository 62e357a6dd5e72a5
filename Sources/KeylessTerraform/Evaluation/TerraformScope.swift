import KeylessHCL
import KeylessSource

/// What names mean where an expression stands.
struct TerraformScope {
  let module: TerraformModule
  /// Of a block with `for_each`.
  var each: (key: TerraformValue, value: TerraformValue)?
  /// Of a block with `count`.
  var count: TerraformValue?
  /// Which instance of a block it is.
  var key: TerraformInstanceKey?
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
  func value(_ expression: HCLExpression) -> TerraformValue {
    if let reason = work.enter() { return .unknown(reason, at: expression.span) }
    defer { work.leave() }
    switch expression.form {
    case .null: return TerraformValue(.null, at: expression.span)
    case .bool(let bool): return .bool(bool, at: expression.span)
    case .number(let literal): return number(literal, at: expression.span)
    case .variable(let name): return variable(name, expression)
    case .template(let template): return value(template)
    case .tuple(let elements): return TerraformValue(.list(elements.map(value), .tuple), at: expression.span)
    case .object(let items): return object(items, at: expression.span)
    case .for(let loop): return value(loop, at: expression.span)
    case .call(let call): return value(call, at: expression.span)
    case .traversal(let traversal): return value(traversal, at: expression.span)
    case .not(let operand): return not(operand, at: expression.span)
    case .negation(let operand): return negation(operand, at: expression.span)
    case .operation(let operation): return value(operation, at: expression.span)
    case .conditional(let condition, let then, let otherwise):
      return conditional(condition, then, otherwise, at: expression.span)
    case .parentheses(let inner): return value(inner)
    case .unreadable: return .unknown("the expression cannot be read", at: expression.span)
    }
  }

  private func number(_ literal: String, at span: SourceSpan) -> TerraformValue {
    guard let number = TerraformNumber(literal) else {
      return .unknown("the number has more digits than are kept", at: span)
    }
    return TerraformValue(.number(number), at: span)
  }

  private func variable(_ name: String, _ expression: HCLExpression) -> TerraformValue {
    if let known = names.last(where: { $0.name == name }) { return known.value }
    return .error("`\(name)` is no value here", at: expression.span)
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
