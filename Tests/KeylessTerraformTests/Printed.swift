import KeylessSource
import KeylessTerraform

/// Values as text: JSON, with symbols as `<account>` and what is unknown as `<reason>`.
enum Printed {
  static func text(_ value: TerraformValue) -> String {
    switch value.content {
    case .null: "null"
    case .bool(let bool): bool ? "true" : "false"
    case .number(let number): number.text
    case .text(let text): JSON.string(pieces(text)).compact
    case .list(let elements, _): "[" + elements.map(Self.text).joined(separator: ",") + "]"
    case .object(let object):
      "{"
        + object.sorted.map { JSON.string($0.name).compact + ":" + Self.text($0.value) }.joined(separator: ",")
        + "}"
    case .unknown(let unknown): "<\(unknown.reason)>"
    }
  }

  static func pieces(_ text: TerraformText) -> String {
    text.segments.map { segment in
      switch segment {
      case .literal(let range): String(decoding: text.bytes[range], as: UTF8.self)
      case .symbol(let symbol, _): "<\(symbol)>"
      case .unknown(let unknown, _): "<\(unknown.reason)>"
      }
    }
    .joined()
  }
}
