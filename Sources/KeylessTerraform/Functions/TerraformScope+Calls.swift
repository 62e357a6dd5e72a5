import KeylessHCL
import KeylessSource

extension TerraformScope {
  @inline(never)
  func value(_ call: HCLCall, at span: SourceSpan) -> TerraformValue {
    var name = call.name.value
    if name.hasPrefix("core::") { name = String(name.dropFirst(6)) }
    switch name {
    case "try": return attempt(call, at: span)
    case "can": return can(call, at: span)
    default: break
    }
    guard let function = TerraformFunctions.all[name] else {
      return .unknown("`\(name)` is not evaluated", at: span)
    }
    let arguments: [TerraformValue]
    switch evaluated(call, at: span) {
    case .success(let values): arguments = values
    case .failure(let refusal): return refusal.value
    }
    return run(function, TerraformCall(name: name, arguments: arguments, span: span, scope: self))
  }

  @inline(never)
  private func evaluated(_ call: HCLCall, at span: SourceSpan) -> Result<[TerraformValue], TerraformRefusal> {
    var arguments = call.arguments.map(value)
    if call.expandsLast, let last = arguments.popLast() {
      guard let elements = last.list else {
        return .failure(TerraformRefusal(value: last.problem(wanting: "a list", at: span)))
      }
      arguments += elements.map { $0.built(from: last.variables) }
    }
    for argument in arguments {
      work.spend(argument.weight)
      if let error = argument.firstError {
        return .failure(TerraformRefusal(value: TerraformValue(.unknown(error), at: span)))
      }
    }
    return .success(arguments)
  }

  @inline(never)
  private func run(_ function: TerraformFunctions.Function, _ call: TerraformCall) -> TerraformValue {
    do {
      return try finish(function(call), call.arguments)
    } catch let refusal as TerraformRefusal {
      return finish(refusal.value, call.arguments)
    } catch {
      return .unknown("`\(call.name)` is not evaluated", at: call.span)
    }
  }

  /// A single value was built from all that went in; the elements of a collection know their own origin.
  private func finish(_ value: TerraformValue, _ arguments: [TerraformValue]) -> TerraformValue {
    switch value.content {
    case .list, .object: return value.built(from: arguments.flatMap(\.variables))
    case .null, .bool, .number, .text, .unknown: return value.built(from: arguments.flatMap(\.allVariables))
    }
  }

  /// The first argument that has a value; what is not known may have none, and is then the answer.
  @inline(never)
  private func attempt(_ call: HCLCall, at span: SourceSpan) -> TerraformValue {
    for argument in call.arguments {
      let value = value(argument)
      work.spend(value.weight)
      if value.firstError == nil { return value }
    }
    return .error("none of the expressions of `try` has a value", at: span)
  }

  private func can(_ call: HCLCall, at span: SourceSpan) -> TerraformValue {
    guard let argument = call.arguments.first else { return .error("`can` has no argument", at: span) }
    let value = value(argument)
    work.spend(value.weight)
    if value.firstError != nil { return .bool(false, at: span) }
    // A piece that is not known may turn out to have no text, or a member not to be there.
    if let unknown = value.firstUnknown {
      return TerraformValue(.unknown(unknown), at: span, variables: value.allVariables)
    }
    return .bool(true, at: span)
  }
}
