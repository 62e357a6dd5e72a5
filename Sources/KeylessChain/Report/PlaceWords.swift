package import KeylessSource

/// How a place is written for a person: `~/.aws/config:4`, a variable, an argument.
package struct PlaceWords: Sendable {
  private let files: SourceFiles
  private let home: String?

  /// `files` are those that a place may lie in, for its line; `home` is written `~`.
  package init(_ files: SourceFiles = SourceFiles(), home: String? = nil) {
    self.files = files
    self.home = home
  }

  package func path(_ file: String) -> String {
    guard let home, !home.isEmpty, file.hasPrefix(home + "/") else {
      return TerminalText.escaping(ShownText.withoutTokens(file))
    }
    return TerminalText.escaping("~" + file.dropFirst(home.count))
  }

  package func place(_ span: SourceSpan) -> String {
    guard let position = files.position(of: span.range.lowerBound, in: span.file) else { return path(span.file) }
    return "\(path(span.file)):\(position.line)"
  }

  /// The deciding line in a few words, for a column.
  package func short(_ origin: LinkOrigin) -> String {
    switch origin.kind {
    case .variables(let names), .arguments(let names):
      if let place = origin.place { return self.place(place) }
      return TerminalText.escaping(names.first ?? "")
    case .profile(_, let file): return origin.place.map(place) ?? path(file)
    case .service: return "nothing before it"
    }
  }

  /// The deciding line in a sentence.
  package func long(_ origin: LinkOrigin) -> String {
    let at = origin.place.map { place($0) }
    switch origin.kind {
    case .variables(let names), .arguments(let names):
      return TerminalText.escaping(names.joined(separator: ", ")) + (at.map { " at \($0)" } ?? "")
    case .profile(let name, let file): return "profile `\(TerminalText.escaping(name))` in \(at ?? path(file))"
    case .service: return origin.words
    }
  }

  func json(_ span: SourceSpan?) -> JSON {
    guard let span else { return .null }
    guard let position = files.position(of: span.range.lowerBound, in: span.file) else {
      return ["file": .string(span.file)]
    }
    return ["file": .string(span.file), "line": .integer(position.line), "column": .integer(position.column)]
  }
}
