/// Host and path of a git remote's URL.
package struct GitRemote: Hashable, Sendable {
  package var host: String
  package var path: String

  /// `https://host/path.git`, `ssh://git@host:22/path`, `git@host:path.git` (git-clone(1), "GIT URLS"); nil for a local path.
  package init?(_ url: String) {
    var rest = Substring(url)
    if let scheme = rest.firstRange(of: "://") {
      rest = rest[scheme.upperBound...]
      let authority = rest.prefix { $0 != "/" }
      host = Self.host(authority)
      path = Self.path(rest.dropFirst(authority.count))
    } else if let colon = rest.firstIndex(of: ":"), !rest[..<colon].contains("/") {
      host = Self.host(rest[..<colon])
      path = Self.path(rest[rest.index(after: colon)...])
    } else {
      return nil
    }
    if host.isEmpty { return nil }
  }

  /// The remote `origin` of a `.git/config`.
  package static func origin(_ config: String) -> GitRemote? {
    var isOrigin = false
    for line in config.split(separator: "\n") {
      let text = line.drop { $0 == " " || $0 == "\t" }
      if text.hasPrefix("[") {
        isOrigin = text.hasPrefix("[remote \"origin\"]")
      } else if isOrigin, text.hasPrefix("url"), let equals = text.firstIndex(of: "=") {
        return GitRemote(String(text[text.index(after: equals)...].drop { $0 == " " }))
      }
    }
    return nil
  }

  /// Without user and port.
  private static func host(_ authority: Substring) -> String {
    let name = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    return String(name.prefix { $0 != ":" })
  }

  private static func path(_ text: Substring) -> String {
    var path = text.drop { $0 == "/" }
    while path.hasSuffix("/") { path = path.dropLast() }
    if path.hasSuffix(".git") { path = path.dropLast(4) }
    return String(path)
  }
}
