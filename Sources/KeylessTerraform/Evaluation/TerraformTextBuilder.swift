import KeylessSource

/// A text in the making.
struct TerraformTextBuilder {
  private(set) var text = TerraformText()
  var variables: [TerraformVariableUse] = []
  /// What makes the whole something else than a text.
  private(set) var problem: TerraformValue?
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  mutating func append(_ value: TerraformValue, in scope: TerraformScope) {
    guard problem == nil else { return }
    TerraformValue.add(value.variables, to: &variables)
    if value.text == nil { scope.work.spend(value.weight) }
    if let unknown = value.unknown, unknown.isError { return fail(value) }
    guard let piece = value.asText else { return fail(value.problem(wanting: "a string", at: value.span)) }
    append(piece, in: scope, at: value.span)
  }

  mutating func append(_ piece: TerraformText, in scope: TerraformScope, at span: SourceSpan) {
    guard problem == nil else { return }
    scope.work.spend(piece.bytes.count / 16)
    guard text.bytes.count + piece.bytes.count <= limit else { return fail(.unknown(scope.work.tooLong, at: span)) }
    guard !scope.work.isExhausted else { return fail(.unknown(scope.work.exhausted, at: span)) }
    text.append(piece)
  }

  mutating func fail(_ value: TerraformValue) {
    if problem == nil { problem = value }
  }

  mutating func exhaust(in scope: TerraformScope, at span: SourceSpan) {
    if scope.work.isExhausted { fail(.unknown(scope.work.exhausted, at: span)) }
  }

  func value(at span: SourceSpan) -> TerraformValue {
    if let problem { return problem.built(from: variables) }
    return TerraformValue(.text(text), at: span, variables: variables)
  }
}
