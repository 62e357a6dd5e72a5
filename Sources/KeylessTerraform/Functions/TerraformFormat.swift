import KeylessSource

/// A format string of `format`, with the verbs that are used in practice.
struct TerraformFormat {
  private let format: [Unicode.Scalar]
  private let call: TerraformCall

  init(_ format: String, _ call: TerraformCall) {
    self.format = Array(format.unicodeScalars)
    self.call = call
  }

  private struct Verb {
    var flags: Set<Unicode.Scalar> = []
    var width: Int?
    var precision: Int?
    var letter: Unicode.Scalar = "v"
  }

  func value(_ arguments: [TerraformValue]) throws -> TerraformValue {
    let place = try call.argument(0).span
    var builder = TerraformTextBuilder(limit: call.scope.work.limits.text)
    var (next, used) = (0, 0)
    var index = 0
    while index < format.count, builder.problem == nil {
      let start = index
      while index < format.count, format[index] != "%" { index += 1 }
      if start < index { append(String(String.UnicodeScalarView(format[start..<index])), &builder, place) }
      guard index < format.count else { break }
      index += 1
      if index < format.count, format[index] == "%" {
        append("%", &builder, place)
        index += 1
        continue
      }
      let (verb, position) = try verb(at: &index, next)
      guard arguments.indices.contains(position) else { throw call.error("the format has more verbs than values") }
      next = position + 1
      used = max(used, next)
      builder.append(try piece(verb, arguments[position]), in: call.scope, at: place)
    }
    if builder.problem == nil, used < arguments.count { throw call.error("the format has fewer verbs than values") }
    return builder.value(at: place)
  }

  private func append(_ text: String, _ builder: inout TerraformTextBuilder, _ place: SourceSpan) {
    builder.append(TerraformText(text, at: place), in: call.scope, at: place)
  }

  private func verb(at index: inout Int, _ next: Int) throws -> (Verb, Int) {
    var verb = Verb()
    var position = next
    while index < format.count, "+- 0#".unicodeScalars.contains(format[index]) {
      verb.flags.insert(format[index])
      index += 1
    }
    verb.width = digits(at: &index)
    if index < format.count, format[index] == "." {
      index += 1
      verb.precision = digits(at: &index) ?? 0
    }
    if index < format.count, format[index] == "[" {
      index += 1
      guard let number = digits(at: &index), number > 0, index < format.count, format[index] == "]" else {
        throw call.error("the format names no argument")
      }
      position = number - 1
      index += 1
    }
    guard index < format.count else { throw call.error("the format ends within a verb") }
    verb.letter = format[index]
    index += 1
    return (verb, position)
  }

  private func digits(at index: inout Int) -> Int? {
    var number: Int?
    while index < format.count, ("0"..."9").contains(format[index]), number ?? 0 < 10_000 {
      number = (number ?? 0) * 10 + Int(format[index].value - 48)
      index += 1
    }
    return number
  }

  private func piece(_ verb: Verb, _ value: TerraformValue) throws -> TerraformText {
    if let unknown = value.unknown { return TerraformText(unknown) }
    if value.isNull { throw call.unknown("null in a format is not evaluated") }
    switch verb.letter {
    case "s", "v":
      if verb.letter == "v", value.list != nil || value.object != nil { return try json(value) }
      guard let text = value.asText else { throw call.refuse(value, wanting: "a string") }
      return try padded(text, verb, value)
    case "q": return try padded(json(.text(call.plain(value), at: value.span)), verb, value)
    case "t":
      guard let bool = value.asBool else { throw call.refuse(value, wanting: "a bool") }
      return TerraformText(bool ? "true" : "false", at: value.span)
    case "d", "x", "X", "o", "b": return try padded(whole(verb, value), verb, value)
    case "f": return try padded(decimal(verb, value), verb, value)
    default: throw call.unknown("the verb `%\(verb.letter)` of `format` is not evaluated")
    }
  }

  private func json(_ value: TerraformValue) throws -> TerraformText {
    var writer = TerraformJSONWriter(limit: call.scope.work.limits.text)
    writer.write(value)
    if let problem = writer.problem { throw TerraformRefusal(value: problem) }
    return writer.text
  }

  private func whole(_ verb: Verb, _ value: TerraformValue) throws -> TerraformText {
    guard let number = value.asNumber else { throw call.refuse(value, wanting: "a number") }
    guard number.isWhole else { throw call.error("a whole number is wanted", at: value.span) }
    guard verb.precision == nil else { throw call.unknown("this format of a number is not evaluated") }
    var text: String
    switch verb.letter {
    case "d": text = number.text
    default:
      guard let integer = number.integer else { throw call.unknown("this format of a number is not evaluated") }
      let radix = verb.letter == "o" ? 8 : verb.letter == "b" ? 2 : 16
      text = String(integer, radix: radix, uppercase: verb.letter == "X")
    }
    if verb.flags.contains("+"), !text.hasPrefix("-") { text = "+" + text }
    if verb.flags.contains(" "), !text.hasPrefix("-"), !text.hasPrefix("+") { text = " " + text }
    return TerraformText(text, at: value.span)
  }

  /// With a fixed number of digits behind the point, where nothing has to be rounded.
  private func decimal(_ verb: Verb, _ value: TerraformValue) throws -> TerraformText {
    guard let number = value.asNumber else { throw call.refuse(value, wanting: "a number") }
    let places = verb.precision ?? 6
    guard number.exponent >= -places else { throw call.unknown("a number that is rounded is not evaluated") }
    var text = number.text
    let written = max(0, -number.exponent)
    if places > 0 { text += (written == 0 ? "." : "") + String(repeating: "0", count: places - written) }
    if verb.flags.contains("+"), !text.hasPrefix("-") { text = "+" + text }
    return TerraformText(text, at: value.span)
  }

  private func padded(_ text: TerraformText, _ verb: Verb, _ value: TerraformValue) throws -> TerraformText {
    guard verb.width != nil || verb.precision != nil && (verb.letter == "s" || verb.letter == "v") else { return text }
    guard text.isPlain else { throw call.refuse(value, wanting: "a string") }
    var string = text.string
    if let precision = verb.precision, verb.letter == "s" || verb.letter == "v" {
      string = String(string.prefix(precision))
    }
    let missing = (verb.width ?? 0) - string.count
    guard missing > 0 else { return TerraformText(string, at: value.span) }
    if verb.flags.contains("-") {
      string += String(repeating: " ", count: missing)
    } else if verb.flags.contains("0"), "dxXobf".unicodeScalars.contains(verb.letter) {
      let sign = string.hasPrefix("-") || string.hasPrefix("+") ? 1 : 0
      string = string.prefix(sign) + String(repeating: "0", count: missing) + string.dropFirst(sign)
    } else {
      string = String(repeating: " ", count: missing) + string
    }
    return TerraformText(string, at: value.span)
  }
}
