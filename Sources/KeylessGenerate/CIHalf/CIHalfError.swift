/// Why the CI half of an intent cannot be written.
package enum CIHalfError: Error, Hashable, Sendable, CustomStringConvertible {
  case noSuchRole(String, known: [String])
  /// The platform would replace a part of the value before any job or token saw it, and offers no way to write it down.
  case expands(what: String, value: String, part: String, platform: String)

  package var description: String {
    switch self {
    case .noSuchRole(let name, let known):
      "the intent has no role `\(name)`; its roles are \(known.map { "`\($0)`" }.joined(separator: ", "))"
    case .expands(let what, let value, let part, let platform):
      """
      \(platform) cannot be given the \(what) `\(value)`: it takes `\(part)` for something to replace, and there is no way \
      to escape it; use a name without it
      """
    }
  }
}
