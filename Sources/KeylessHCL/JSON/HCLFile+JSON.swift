import KeylessSource

extension HCLFile {
  /// Reads a file in JSON.
  ///
  /// A file that is no JSON has an empty body, because nothing in it is certain.
  package static func json(_ bytes: [UInt8], file: String, limits: HCLLimits = .init()) -> HCLFile {
    do {
      let value = try JSONParser.parse(bytes, limits: .init(size: limits.size, depth: limits.depth))
      let source = HCLJSONSource(bytes: bytes, file: file, limits: limits)
      var diagnostics: [Diagnostic] = []
      switch value.value {
      case .object, .array: break
      default: diagnostics.append(HCLShape.wrongValue(value.kind, "an object", at: source.span(value.range)))
      }
      return HCLFile(body: .json(HCLJSONBody(source: source, value: value)), diagnostics: diagnostics, comments: [])
    } catch {
      let source = HCLJSONSource(bytes: [], file: file, limits: limits)
      let empty = JSONNode(.object([]), range: 0..<0)
      let place = SourceSpan(file: file, range: error.offset..<min(error.offset + 1, max(bytes.count, error.offset)))
      return HCLFile(
        body: .json(HCLJSONBody(source: source, value: empty)),
        diagnostics: [Diagnostic(id(error.code), .error, "\(error.reason)", at: .init(place))],
        comments: []
      )
    }
  }

  private static func id(_ code: JSONError.Code) -> DiagnosticID {
    switch code {
    case .tooLarge: "hcl-too-large"
    case .tooDeep: "hcl-too-deep"
    case .invalidUTF8: "hcl-encoding"
    case .duplicateMember: "hcl-duplicate"
    case .syntax: "hcl-json"
    }
  }
}
