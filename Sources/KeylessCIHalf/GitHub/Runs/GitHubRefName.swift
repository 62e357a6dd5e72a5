import KeylessSource

/// What is known of a name from the tests of a run: whether a further test surely holds, surely fails, or narrows.
enum GitHubRefName {
  /// The run with one more test; nil when no name is left.
  static func adding(_ test: JobRun.RefTest, to run: JobRun) -> JobRun? {
    if run.refs.contains(test) { return run }
    if run.refs.contains(where: { $0.pattern == test.pattern }) { return nil }
    // `startsWith(…, 'v')` says nothing new of `v*`.
    if !test.isNegated, case .regex(let regex, _) = test.pattern, let part = GitHubNamePart(regex: regex),
      part.place == .start, run.refs.contains(where: { !$0.isNegated && begins($0.pattern, with: part) })
    {
      return run
    }
    var run = run
    // A name that is fixed decides every other test.
    for case let (name, false) in run.refs.map({ (exact($0.pattern), $0.isNegated) }) {
      if let name, let holds = holds(test, for: name) { return holds ? run : nil }
    }
    if !test.isNegated, let names = names(test.pattern) {
      // Out of the names the new test admits, those that pass what is asked already.
      let left = names.filter { name in run.refs.allSatisfy { holds($0, for: name) != false } }
      guard !left.isEmpty else { return nil }
      run.refs.removeAll { asked in left.allSatisfy { holds(asked, for: $0) == true } }
      run.refs.append(.init(GitHubFilter.one(left.map { .exact($0) })))
      return run
    }
    if let at = run.refs.firstIndex(where: { !$0.isNegated && names($0.pattern) != nil }),
      let names = names(run.refs[at].pattern)
    {
      let left = names.filter { holds(test, for: $0) != false }
      guard !left.isEmpty else { return nil }
      run.refs[at] = .init(GitHubFilter.one(left.map { .exact($0) }))
      if left.allSatisfy({ holds(test, for: $0) == true }) { return run }
    }
    run.refs.append(test)
    return run
  }

  /// Whether every name that a filter admits begins with a text.
  private static func begins(_ pattern: JobRun.RefPattern, with part: GitHubNamePart) -> Bool {
    guard case .filter(let filter) = pattern else { return false }
    let head = filter.utf8.prefix { !"*?+[]!\\".utf8.contains($0) }
    // What stands before `?` may be missing.
    let sure = filter.utf8.dropFirst(head.count).first == UInt8(ascii: "?") ? head.dropLast() : head
    return sure.starts(with: part.text.utf8)
  }

  private static func exact(_ pattern: JobRun.RefPattern) -> String? {
    if case .exact(let name) = pattern { name } else { nil }
  }

  /// The names of a pattern that admits finitely many.
  private static func names(_ pattern: JobRun.RefPattern) -> [String]? {
    switch pattern {
    case .exact(let name): [name]
    case .any(let patterns):
      patterns.reduce([String]?.some([])) { names, pattern in
        guard let names, let name = exact(pattern) else { return nil }
        return names + [name]
      }
    default: nil
    }
  }

  static func holds(_ test: JobRun.RefTest, for name: String) -> Bool? {
    matches(test.pattern, name).map { $0 != test.isNegated }
  }

  private static func matches(_ pattern: JobRun.RefPattern, _ name: String) -> Bool? {
    switch pattern {
    case .exact(let wanted): return wanted.utf8.elementsEqual(name.utf8)
    case .filter(let filter): return GitHubFilter.matches(name, filter)
    case .regex(let regex, _): return GitHubNamePart(regex: regex)?.fits(name)
    case .any(let patterns):
      let answers = patterns.map { matches($0, name) }
      if answers.contains(true) { return true }
      return answers.contains(nil) ? nil : false
    case .defaultBranch: return nil
    }
  }
}
