import KeylessSource

extension GitHubStrangers {
  /// What of `git` may bring another commit into the workspace.
  private static let verbs: Set<Substring> = [
    "fetch", "checkout", "pull", "clone", "switch", "merge", "reset", "worktree", "remote", "cherry-pick",
  ]

  /// Options of `git` itself with a value of their own.
  private static let valued: Set<Substring> = ["-C", "-c", "--git-dir", "--work-tree", "--namespace"]

  /// Whether a script takes the head with `git` or `gh`.
  ///
  /// It is read by lines and words and not played: a command counts wherever it stands, and so does a variable that
  /// some line sets.
  package func isTaken(by script: String) -> Bool {
    var own: Set<Substring> = []
    for line in Self.lines(script) {
      if line.contains("gh pr checkout") { return true }
      let isTheirs =
        isMentioned(in: line) || Self.variables(line).contains { own.contains($0) || isVariable($0) }
      if isTheirs, let name = Self.assigned(line) { own.insert(name) }
      if isTheirs, line.contains("gh repo clone") { return true }
      if isTheirs || line.contains("pull/"), Self.usesGit(line) { return true }
    }
    return false
  }

  /// Whether a script mentions a value of theirs, by an expression or by a variable of its environment.
  func isMentioned(inScript script: String) -> Bool {
    isMentioned(in: script) || Self.lines(script).contains { Self.variables($0).contains { isVariable($0) } }
  }

  private func isVariable(_ name: Substring) -> Bool { contains(["env", String(name)]) }

  private static func usesGit(_ line: String) -> Bool {
    let words = line.split { " \t;&|()`\"'".contains($0) }
    return words.indices.contains { at in
      guard words[at] == "git" || words[at].hasSuffix("/git") else { return false }
      var next = at + 1
      while next < words.count, words[next].hasPrefix("-") { next += valued.contains(words[next]) ? 2 : 1 }
      return next < words.count && verbs.contains(words[next])
    }
  }

  /// The lines of a script, continued ones put together, without comments.
  private static func lines(_ script: String) -> [String] {
    var lines: [String] = []
    var isOpen = false
    for line in script.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let goesOn = line.last == "\\"
      let text = goesOn ? line.dropLast() : line
      if isOpen { lines[lines.count - 1] += " " + text } else { lines.append(String(text)) }
      isOpen = goesOn
    }
    return lines.filter { $0.first { $0 != " " && $0 != "\t" } != "#" }
  }

  /// The names behind `$`: `$SHA`, `${SHA}`, `${SHA:-…}`, `$env:SHA`.
  private static func variables(_ line: String) -> [Substring] {
    line.split(separator: "$", omittingEmptySubsequences: false).dropFirst().map { piece in
      var name = piece.first == "{" ? piece.dropFirst() : piece
      if name.prefix("env:".count).lowercased() == "env:" { name = name.dropFirst("env:".count) }
      return name.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    }
  }

  /// The name that a line gives a value to: `SHA=…`, `export SHA=…`.
  private static func assigned(_ line: String) -> Substring? {
    guard let sign = line.firstIndex(of: "="),
      let name = line[..<sign].split(whereSeparator: { " \t;".contains($0) }).last
    else { return nil }
    return name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? name : nil
  }
}
