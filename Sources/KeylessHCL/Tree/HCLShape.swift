import KeylessSource

/// What can be wrong with a body that a schema is asked of.
enum HCLShape {
  static func labels(_ wanted: Int, of block: HCLBlock) -> Diagnostic {
    Diagnostic(
      "hcl-block",
      .error,
      "a `\(block.type.value)` block has \(count(block.labels.count)), \(count(wanted)) \(wanted == 1 ? "is" : "are") wanted",
      at: .init(block.type.span)
    )
  }

  static func wrongValue(_ value: String, _ wanted: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic("hcl-json-shape", .error, "\(value) stands where \(wanted) is wanted", at: .init(span))
  }

  private static func count(_ number: Int) -> String {
    switch number {
    case 0: "no labels"
    case 1: "1 label"
    default: "\(number) labels"
    }
  }
}
