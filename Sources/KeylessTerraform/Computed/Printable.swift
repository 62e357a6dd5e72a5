/// A text in a message: symbols by name, what is not known as an ellipsis.
enum Printable {
  static func name(_ text: TerraformText) -> String {
    text.segments.map { segment in
      switch segment {
      case .literal(let range): String(decoding: text.bytes[range], as: UTF8.self)
      case .symbol(let symbol, _): "<\(symbol)>"
      case .unknown: "…"
      }
    }
    .joined()
  }
}
