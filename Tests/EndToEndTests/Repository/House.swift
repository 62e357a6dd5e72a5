import Foundation
import KeylessSource

/// The house as its source says it is: rooms, targets and imports.
enum House {
  struct SourceFile: Sendable {
    var room: String
    /// Relative to `Sources/`.
    var path: String
    /// Without comments.
    let code: String
    let imports: Set<String>
    private let bytes: [UInt8]

    /// By bytes: `String.contains` over a whole house takes half a minute.
    func contains(_ text: String) -> Bool { ByteScan.contains(Array(text.utf8), in: bytes) }

    init(room: String, path: String, code: String) {
      self.room = room
      self.path = path
      self.code = code
      bytes = Array(code.utf8)
      // Few lines import something, and a regular expression over all of them takes long.
      imports = Set(
        code.split(separator: "\n").filter { $0.utf8.contains(UInt8(ascii: "i")) && $0.contains("import ") }
          .compactMap { $0.firstMatch(of: /^(?:[a-z@_() ]+ )?import (?:[a-z]+ )?([A-Za-z_][A-Za-z0-9_]*)/) }
          .map { String($0.1) }
      )
    }
  }

  static func text(_ name: String) throws -> String {
    try String(contentsOf: Binary.root.appending(path: name), encoding: .utf8)
  }

  /// Read once for all tests.
  static func sources() throws -> [SourceFile] { try read.get() }

  private static let read = Result { try readSources() }

  private static func readSources() throws -> [SourceFile] {
    let top = Binary.root.appending(path: "Sources").path
    return try FileManager.default.subpathsOfDirectory(atPath: top).filter { $0.hasSuffix(".swift") }.sorted()
      .map { path in
        SourceFile(
          room: path.split(separator: "/").first.map(String.init) ?? path,
          path: path,
          code: withoutComments(try text("Sources/" + path))
        )
      }
  }

  /// Line comments only: this house has no others.
  ///
  /// A `//` inside a string is part of a URL, after a colon.
  static func withoutComments(_ text: String) -> String {
    let (slash, colon, newline) = (UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "\n"))
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let isComment =
        bytes[index] == slash && index + 1 < bytes.count && bytes[index + 1] == slash
        && (index == 0 || bytes[index - 1] != colon)
      guard isComment else {
        out.append(bytes[index])
        index += 1
        continue
      }
      // The character before it goes too, as the space that it mostly is.
      if let last = out.last, last != newline { out.removeLast() }
      while index < bytes.count, bytes[index] != newline { index += 1 }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Targets under `Sources/`, in the order of the manifest.
  static func targets(_ manifest: String) -> [String] {
    manifest.matches(of: /\.(?:executableTarget|target)\(\s*name: "([A-Za-z0-9-]+)"/).map { String($0.1) }
  }

  /// Product to package, for everything from outside.
  static func products(_ manifest: String) -> [String: String] {
    var products: [String: String] = [:]
    for match in manifest.matches(of: /\.product\(name: "([A-Za-z0-9]+)", package: "([A-Za-z0-9.-]+)"\)/) {
      products[String(match.1)] = String(match.2)
    }
    return products
  }

  /// The rooms of the picture in `docs/architecture.md`.
  static func rooms(_ architecture: String) -> [String] {
    guard let start = architecture.range(of: "```text\n"),
      let end = architecture.range(of: "```", range: start.upperBound..<architecture.endIndex)
    else { return [] }
    return architecture[start.upperBound..<end.lowerBound]
      .matches(of: /(?m)^(?:storey \d|[ ]{8}) {3}([A-Za-z0-9]+)[ ]{2}/).map { String($0.1) }
  }

  /// Package to the rooms that may import it, from the table "Outside packages".
  static func permissions(_ architecture: String) -> [String: Set<String>] {
    var permissions: [String: Set<String>] = [:]
    guard let start = architecture.range(of: "\n## Outside packages\n") else { return [:] }
    let section = architecture[start.upperBound...]
    let end = section.range(of: "\n## ")?.lowerBound ?? section.endIndex
    for row in section[..<end].split(separator: "\n") where row.hasPrefix("| ") {
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count >= 2, cells[0] != "package" else { continue }
      let rooms = cells[1].matches(of: /\b(Keyless[A-Za-z0-9]+|keyless)\b/).map { String($0.1) }
      // Words in parentheses say which part of the package is meant.
      for package in cells[0].replacing(/\([^)]*\)/, with: "").split(separator: ",") {
        permissions[package.trimmingCharacters(in: .whitespaces).lowercased(), default: []].formUnion(rooms)
      }
    }
    return permissions
  }
}
