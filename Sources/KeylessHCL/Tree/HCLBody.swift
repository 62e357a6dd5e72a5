package import KeylessSource

/// The content of a file or a block.
///
/// Native syntax says what is an attribute and what a block; JSON does not, so both are asked with a schema. Whoever
/// reads a native file only, an editor for one, finds the items in order in `HCLNativeBody`.
package enum HCLBody: Sendable {
  case native(HCLNativeBody)
  case json(HCLJSONBody)

  /// The attributes and blocks that the schema names; the others are in `rest`.
  package func content(_ schema: HCLSchema) -> HCLContent {
    switch self {
    case .native(let body): body.content(schema)
    case .json(let body): body.content(schema)
    }
  }

  /// Everything as attributes, as in `locals` and variable files; blocks are in `rest`.
  package func attributes() -> HCLContent {
    switch self {
    case .native(let body): body.content(nil)
    case .json(let body): body.attributes()
    }
  }

  package var span: SourceSpan {
    switch self {
    case .native(let body): body.span
    case .json(let body): body.span
    }
  }
}
