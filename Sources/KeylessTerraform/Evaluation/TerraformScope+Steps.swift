import KeylessHCL
import KeylessSource

extension TerraformScope {
  /// Follows the steps of a traversal, from one of them on, into a value.
  @inline(never)
  func apply(_ traversal: HCLTraversal, _ range: Range<Int>, to start: TerraformValue) -> TerraformValue {
    let steps = traversal.steps
    var value = start
    var position = range.lowerBound
    while position < range.upperBound {
      let step = steps[position]
      position += 1
      switch step.kind {
      case .attribute(let name): value = Self.member(name, of: value, at: step.span)
      case .index(let key): value = Self.index(value, self.value(key), at: step.span)
      case .legacyIndex(let digits):
        value = Self.index(value, .number(Int(digits) ?? Int.max, at: step.span), at: step.span)
      case .attributeSplat, .fullSplat:
        let each = traversal.stepsOfEach(after: position - 1)
        guard let elements = Self.splat(value) else { return value }
        work.spend(elements.count)
        let list = elements.map { apply(traversal, each, to: $0) }
        value = TerraformValue(.list(list, .tuple), at: value.span, variables: value.variables)
        position = each.upperBound
      }
    }
    return value
  }

  /// What a splat goes through: nothing for null, itself for what is no sequence; nil for what is not known.
  private static func splat(_ value: TerraformValue) -> [TerraformValue]? {
    switch value.content {
    case .null: []
    case .list(let elements, _): elements
    case .unknown: nil
    case .bool, .number, .text, .object: [value]
    }
  }

  @inline(never)
  static func member(_ name: String, of value: TerraformValue, at span: SourceSpan) -> TerraformValue {
    switch value.content {
    case .object(let object):
      if let unknown = object.doubt(about: name, at: span) {
        return TerraformValue(.unknown(unknown), at: span, variables: value.variables)
      }
      if let member = object[name] { return member.value.built(from: value.variables) }
      return .error("there is no member `\(name)`", at: span)
    case .unknown(let unknown): return TerraformValue(.unknown(unknown), at: span, variables: value.variables)
    case .null, .bool, .number, .text, .list: return .error("\(value.kind) has no member `\(name)`", at: span)
    }
  }

  @inline(never)
  static func index(_ value: TerraformValue, _ key: TerraformValue, at span: SourceSpan) -> TerraformValue {
    var variables = value.variables
    TerraformValue.add(key.variables, to: &variables)
    if let unknown = value.unknown ?? key.firstUnknown {
      return TerraformValue(.unknown(unknown), at: span, variables: variables)
    }
    switch value.content {
    case .list(let elements, let kind) where kind != .set:
      guard let number = key.asNumber else { return key.problem(wanting: "a number", at: span) }
      guard let index = number.integer, elements.indices.contains(index) else {
        return .error("the index \(number.text) is outside of \(elements.count) elements", at: span)
      }
      return elements[index].built(from: variables)
    case .object(let object):
      guard let name = key.asText?.exactOrSymbols else { return key.problem(wanting: "a string", at: span) }
      if let unknown = object.doubt(about: name, at: span) {
        return TerraformValue(.unknown(unknown), at: span, variables: variables)
      }
      if let found = object[name] { return found.value.built(from: variables) }
      return .error("there is no member of this name", at: span)
    default: return .error("\(value.kind) has no elements to be picked", at: span)
    }
  }
}
