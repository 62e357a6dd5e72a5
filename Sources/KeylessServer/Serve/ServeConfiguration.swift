package import KeylessSource

/// Reads the file of `keyless serve --config`: YAML with the options as keys, each value where the command line would have it.
package struct ServeConfiguration: Sendable {
  /// Largest file, in bytes.
  package static let limit = 1 << 20

  package private(set) var options = ServeOptions()
  package private(set) var diagnostics: [Diagnostic] = []
  private let file: String
  /// Paths in the file are relative to the folder that holds it.
  private let folder: String

  package init(_ bytes: [UInt8], file: String) {
    self.file = file
    folder = file.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(file[...$0]) } ?? ""
    do {
      guard let root = try YAMLReader.document(bytes, file: file) else { return }
      read(root)
    } catch {
      diagnostics.append(error.diagnostic)
    }
  }

  private mutating func read(_ root: YAMLNode) {
    guard case .mapping(let entries) = root.value else {
      return report(
        "serve-shape",
        "the configuration is \(root.kind), a mapping is wanted",
        root.range,
        "write `key: value`"
      )
    }
    for entry in entries {
      guard let key = ServeKey.allCases.first(where: { $0.rawValue.utf8.elementsEqual(entry.name.utf8) }) else {
        let known = ServeKey.allCases.map(\.rawValue)
        let suggestion = Spelling.nearest(to: entry.name.replacing("_", with: "-"), among: known)
        report(
          "serve-unknown-key",
          "there is no option `\(clip(entry.name))`",
          entry.nameRange,
          suggestion.map { "did you mean `\($0)`?" } ?? "the keys are \(known.joined(separator: ", "))"
        )
        continue
      }
      take(key, entry.value)
    }
  }

  private mutating func take(_ key: ServeKey, _ node: YAMLNode) {
    if key.shape == .list, case .sequence(let nodes) = node.value {
      for node in nodes { take(key, scalar: node) }
    } else {
      take(key, scalar: node)
    }
  }

  private mutating func take(_ key: ServeKey, scalar node: YAMLNode) {
    let isFlag = key.shape == .flag
    guard case .scalar(let scalar) = node.value, node.tag == nil, Self.fits(scalar.resolved, key.shape) else {
      return report(
        "serve-shape",
        "`\(key.rawValue)` is \(node.kind), \(isFlag ? "`true` or `false`" : "one value") is wanted",
        node.range,
        isFlag ? "write `true` or `false` without quotes" : "write one value, or leave the key out"
      )
    }
    do {
      let text =
        if case .bool(let value) = scalar.resolved { value ? "true" : "false" } else { path(scalar.text, of: key) }
      try options.take(key, text)
    } catch {
      report("serve-value", Diagnostic.Message(stringLiteral: clip(error.message)), node.range, error.help)
    }
  }

  private static func fits(_ value: YAMLScalar.Resolved, _ shape: ServeKey.Shape) -> Bool {
    switch value {
    case .null: false
    case .bool: shape == .flag
    case .string, .integer, .number: shape != .flag
    }
  }

  private func path(_ text: String, of key: ServeKey) -> String {
    switch key {
    case .readyFile, .caFile, .scp, .rcp: absolute(text)
    case .store:
      if case .sqlite(let path)? = StoreChoice(text) { "sqlite:" + absolute(path) } else { text }
    default: text
    }
  }

  private func absolute(_ path: String) -> String { path.utf8.first == UInt8(ascii: "/") ? path : folder + path }

  /// The user's text, short enough for a sentence.
  private func clip(_ text: String) -> String {
    text.unicodeScalars.count <= 160 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(160))) + "…"
  }

  private mutating func report(_ id: DiagnosticID, _ message: Diagnostic.Message, _ range: Range<Int>, _ help: String) {
    diagnostics.append(Diagnostic(id, .error, message, at: .init(SourceSpan(file: file, range: range)), help: help))
  }
}
