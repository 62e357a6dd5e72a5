package import KeylessSource

/// How a place is written for a person: `~/.aws/config:4`, a variable, an argument.
package struct PlaceWords: Sendable {
  private let files: SourceFiles
  private let home: String?
  private let directory: String
  private let configuration: Set<String>

  /// `files` are those that a place may lie in, for its line; `home` is written `~`; `directory` is where the names of a
  /// `configuration` begin.
  package init(
    _ files: SourceFiles = SourceFiles(),
    home: String? = nil,
    directory: String = ".",
    configuration: Set<String> = []
  ) {
    self.files = files
    self.home = home
    self.directory = directory.hasSuffix("/") ? directory : directory + "/"
    self.configuration = configuration
  }

  /// As whoever is in the current folder writes it.
  private func located(_ file: String) -> String {
    if directory.hasPrefix("/") {
      return (configuration.contains(file) ? directory + file : file).replacing("/./", with: "/")
    }
    var path = Substring(configuration.contains(file) ? directory + file : file)
    while path.hasPrefix("./") { path = path.dropFirst(2).drop { $0 == "/" } }
    return String(path)
  }

  /// A text from outside, which neither moves the cursor nor gives away what looks like a secret.
  static func shown(_ text: String) -> String { TerminalText.escaping(ShownText.withoutSecrets(text)) }

  package func path(_ file: String) -> String {
    let file = located(file)
    guard let home, !home.isEmpty, file.hasPrefix(home + "/") else { return Self.shown(file) }
    return Self.shown("~" + file.dropFirst(home.count))
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
      return Self.shown(names.first ?? "")
    case .profile(_, let file): return origin.place.map(place) ?? path(file)
    case .service: return "nothing before it"
    }
  }

  /// The deciding line in a sentence.
  package func long(_ origin: LinkOrigin) -> String {
    let at = origin.place.map { place($0) }
    switch origin.kind {
    case .variables(let names):
      return Self.shown(names.joined(separator: ", ")) + (at.map { " at \($0)" } ?? "")
    case .arguments(let names):
      return names.map { "`\(Self.shown($0))`" }.joined(separator: ", ") + (at.map { " at \($0)" } ?? "")
    case .profile(let name, let file): return "profile `\(Self.shown(name))` in \(at ?? path(file))"
    case .service: return origin.words
    }
  }

  package func json(_ span: SourceSpan?) -> JSON {
    guard let span else { return .null }
    guard let position = files.position(of: span.range.lowerBound, in: span.file) else {
      return ["file": .string(ShownText.withoutSecrets(located(span.file)))]
    }
    return [
      "file": .string(ShownText.withoutSecrets(located(span.file))), "line": .integer(position.line),
      "column": .integer(position.column),
    ]
  }
}
