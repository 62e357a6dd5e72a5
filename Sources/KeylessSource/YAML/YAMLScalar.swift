/// A scalar with its text kept beside what the YAML 1.2 core schema (section 10.3.2) makes of it.
///
/// `yes`, `on`, `0123`, `1:30` and dates are not special here: policies and account numbers live from their exact text.
package struct YAMLScalar: Hashable, Sendable {
  /// The text after quotes, escapes and folding are resolved.
  package var text: String
  package var style: Style
  package var resolved: Resolved

  package init(_ text: String, style: Style, resolved: Resolved) {
    self.text = text
    self.style = style
    self.resolved = resolved
  }

  package enum Style: Hashable, Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  package enum Resolved: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// A float, an infinity, or an integer beyond 64 bits; the text says which.
    case number
    case string
  }

  /// The value of an untagged scalar: only plain ones are anything but strings.
  package static func resolve(_ text: String, style: Style) -> Resolved {
    guard style == .plain else { return .string }
    let bytes = Array(text.utf8.prefix(64))
    guard text.utf8.count <= 64 else { return .string }
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: return number(bytes)
    }
  }

  private static func number(_ bytes: [UInt8]) -> Resolved {
    var body = bytes[...]
    if body.starts(with: [UInt8(ascii: "0"), UInt8(ascii: "o")]), body.count > 2 {
      return integer(body.dropFirst(2), radix: 8, digits: isOctal)
    }
    if body.starts(with: [UInt8(ascii: "0"), UInt8(ascii: "x")]), body.count > 2 {
      return integer(body.dropFirst(2), radix: 16, digits: isHexadecimal)
    }
    let negative = body.first == UInt8(ascii: "-")
    if negative || body.first == UInt8(ascii: "+") { body = body.dropFirst() }
    if !body.isEmpty, body.allSatisfy(isDigit) {
      return Int((negative ? "-" : "") + String(decoding: body, as: UTF8.self)).map(Resolved.integer) ?? .number
    }
    let text = String(decoding: body, as: UTF8.self)
    if text == ".inf" || text == ".Inf" || text == ".INF" { return .number }
    if [".nan", ".NaN", ".NAN"].contains(String(decoding: bytes, as: UTF8.self)) { return .number }
    return isFloat(body) ? .number : .string
  }

  private static func integer(_ digits: ArraySlice<UInt8>, radix: Int, digits isDigit: (UInt8) -> Bool) -> Resolved {
    guard digits.allSatisfy(isDigit) else { return .string }
    return Int(String(decoding: digits, as: UTF8.self), radix: radix).map(Resolved.integer) ?? .number
  }

  private static func isFloat(_ body: ArraySlice<UInt8>) -> Bool {
    var rest = body
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      let digits = rest.prefix(while: isDigit)
      fraction = digits.count
      rest = rest.dropFirst(digits.count)
    }
    guard whole.count + fraction > 0 else { return false }
    if rest.isEmpty { return true }
    guard rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") else { return false }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    return !rest.isEmpty && rest.allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isOctal(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x37 }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)
  }

  /// What kind of scalar this is, for messages.
  package var kind: String {
    switch resolved {
    case .null: "nothing"
    case .bool: "a boolean"
    case .integer, .number: "a number"
    case .string: "a string"
    }
  }

  /// The scalar as JSON; a number that is no integer keeps its literal when JSON would accept it, and is nil otherwise.
  package var json: JSON? {
    switch resolved {
    case .null: return .null
    case .bool(let bool): return .bool(bool)
    case .integer(let integer): return .integer(integer)
    case .string: return .string(text)
    case .number:
      guard let node = try? JSONParser.parse(Array(text.utf8)), case .number(let number) = node.value else {
        return nil
      }
      return .number(number.literal)
    }
  }
}
