import KeylessIntent

/// The project that the git remote `origin` of a folder names.
enum GitRemote {
  /// From the text of `.git/config`; nothing where no such remote is on a known kind of host.
  static func facts(_ config: String) -> ProjectFacts {
    var isOrigin = false
    for line in config.split(whereSeparator: \.isNewline) {
      let line = line.trimming(" \t")
      if line.hasPrefix("[") {
        isOrigin = line == "[remote \"origin\"]"
        continue
      }
      guard isOrigin, let equals = line.firstIndex(of: "="), line[..<equals].trimming(" \t") == "url" else { continue }
      return facts(url: String(line[line.index(after: equals)...].trimming(" \t")))
    }
    return ProjectFacts()
  }

  /// `git@HOST:PATH`, or a URL with `ssh`, `git` or `https`; credentials in it are never kept.
  static func facts(url: String) -> ProjectFacts {
    var rest = Substring(url)
    if let scheme = rest.firstRange(of: "://") {
      rest = rest[scheme.upperBound...]
      guard let slash = rest.firstIndex(of: "/") else { return ProjectFacts() }
      return facts(host: rest[..<slash], path: rest[rest.index(after: slash)...])
    }
    guard let colon = rest.firstIndex(of: ":") else { return ProjectFacts() }
    return facts(host: rest[..<colon], path: rest[rest.index(after: colon)...])
  }

  private static func facts(host: Substring, path: Substring) -> ProjectFacts {
    var host = host
    if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
    if let colon = host.firstIndex(of: ":") { host = host[..<colon] }
    var path = path.trimming("/")
    if path.hasSuffix(".git") { path = path.dropLast(4) }
    var facts = ProjectFacts()
    let name = host.lowercased()
    if name == "gitlab.com" || name == "altssh.gitlab.com" {
      facts.platform = "gitlab"
    } else if name == "github.com" || name == "ssh.github.com" {
      facts.platform = "github"
    } else if name.contains("gitlab") {
      facts.platform = "gitlab"
      facts.issuer = "https://\(name)"
    } else if name.contains("github") {
      facts.platform = "github"
      facts.issuer = ProjectFacts.gitHubIssuer("https://\(name)")
    } else {
      return facts
    }
    facts.project = String(path)
    return facts
  }
}

extension StringProtocol {
  /// Without these characters at either end.
  fileprivate func trimming(_ characters: String) -> SubSequence {
    var rest = self[...]
    while let first = rest.first, characters.contains(first) { rest = rest.dropFirst() }
    while let last = rest.last, characters.contains(last) { rest = rest.dropLast() }
    return rest
  }
}
