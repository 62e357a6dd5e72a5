import KeylessSource

/// A function's arguments, evaluated, and what it may do with them.
struct TerraformCall {
  let name: String
  let arguments: [TerraformValue]
  let span: SourceSpan
  let scope: TerraformScope

  var count: Int { arguments.count }

  func error(_ reason: String, at place: SourceSpan? = nil) -> TerraformRefusal {
    TerraformRefusal(value: .error(reason, at: place ?? span))
  }

  func unknown(_ reason: String) -> TerraformRefusal { TerraformRefusal(value: .unknown(reason, at: span)) }

  func refuse(_ value: TerraformValue, wanting wanted: String) -> TerraformRefusal {
    TerraformRefusal(value: value.problem(wanting: wanted, at: span))
  }

  func argument(_ index: Int) throws -> TerraformValue {
    guard arguments.indices.contains(index) else { throw error("`\(name)` has too few arguments") }
    return arguments[index]
  }

  func expect(_ range: ClosedRange<Int>) throws {
    guard range.contains(count) else { throw error("`\(name)` does not take \(count) arguments") }
  }

  /// A text that may hold symbols and unknown pieces.
  func text(_ index: Int) throws -> TerraformText { try text(argument(index)) }

  func text(_ value: TerraformValue) throws -> TerraformText {
    if let unknown = value.unknown, unknown.isError { throw refuse(value, wanting: "a string") }
    guard let text = value.asText else { throw refuse(value, wanting: "a string") }
    return text
  }

  /// A text of which anything may be asked.
  func plain(_ index: Int) throws -> String { try plain(argument(index)) }

  func plain(_ value: TerraformValue) throws -> String {
    guard let text = value.asText?.plain else { throw refuse(value, wanting: "a string") }
    return text
  }

  func number(_ index: Int) throws -> TerraformNumber {
    let value = try argument(index)
    guard let number = value.asNumber else { throw refuse(value, wanting: "a number") }
    return number
  }

  func integer(_ index: Int) throws -> Int {
    guard let integer = try number(index).integer else {
      throw try error("a whole number is wanted", at: argument(index).span)
    }
    return integer
  }

  func list(_ index: Int) throws -> [TerraformValue] { try list(argument(index)) }

  func list(_ value: TerraformValue) throws -> [TerraformValue] {
    guard let list = value.list else { throw refuse(value, wanting: "a list") }
    scope.work.spend(list.count)
    return list
  }

  /// An object of which all members are known by name.
  func object(_ index: Int) throws -> TerraformObject {
    let value = try argument(index)
    guard let object = value.object else { throw refuse(value, wanting: "a map") }
    if let rest = object.rest { throw TerraformRefusal(value: TerraformValue(.unknown(rest), at: span)) }
    scope.work.spend(object.members.count)
    return object
  }

  func value(_ content: TerraformValue.Content) -> TerraformValue { TerraformValue(content, at: span) }

  func value(_ string: String) -> TerraformValue { .text(string, at: place) }

  func value(_ bool: Bool) -> TerraformValue { .bool(bool, at: span) }

  func value(_ integer: Int) -> TerraformValue { .number(integer, at: span) }

  /// A text made of the first argument has the place of that.
  func value(_ text: TerraformText) -> TerraformValue { TerraformValue(.text(text), at: place) }

  private var place: SourceSpan { arguments.first(where: { $0.text != nil })?.span ?? span }
}
