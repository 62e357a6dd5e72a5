/// The rules git has for ref names (git check-ref-format), and the ones GitLab adds for branches and tags.
package enum GitRef {
  /// Our own bound on input; git and the platforms are bounded by their file systems and databases.
  static let longest = 1024

  /// The rule that a short branch or tag name breaks; nil when it is legal under `refs/heads/` or `refs/tags/`.
  package static func problem(inName name: String) -> String? {
    let bytes = Array(name.utf8)
    guard !bytes.isEmpty else { return "a git ref is never empty" }
    guard bytes.count <= longest else { return "a git ref is at most \(longest) bytes" }
    for byte in bytes where byte <= 0x20 || byte == 0x7F { return "a git ref holds no space and no control character" }
    for byte in bytes where "~^:?*[\\".utf8.contains(byte) {
      return "a git ref never contains `\(Unicode.Scalar(byte))`"
    }
    for part in bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if part.isEmpty { return "a git ref neither begins nor ends with `/` and has no `//`" }
      if part.first == UInt8(ascii: ".") { return "no part of a git ref begins with `.`" }
      if part.count >= 5, part.suffix(5).elementsEqual(".lock".utf8) { return "no part of a git ref ends with `.lock`" }
    }
    if bytes.last == UInt8(ascii: ".") { return "a git ref does not end with `.`" }
    for (left, right) in zip(bytes, bytes.dropFirst()) {
      if left == UInt8(ascii: "."), right == left { return "a git ref never contains `..`" }
      if left == UInt8(ascii: "@"), right == UInt8(ascii: "{") { return "a git ref never contains `@{`" }
    }
    return nil
  }

  /// The rule that a name breaks on GitLab, which bans what could be taken for a commit, an option or a full ref
  /// (unverified).
  package static func problem(inGitLabName name: String) -> String? {
    if let problem = problem(inName: name) { return problem }
    let bytes = name.utf8
    if bytes.first == UInt8(ascii: "-") { return "a ref on GitLab does not begin with `-` (unverified)" }
    if bytes.starts(with: "refs/heads/".utf8) {
      return "`ref` is the short name on GitLab, and a name beginning with `refs/heads/` is banned (unverified)"
    }
    if bytes.count == 40, bytes.allSatisfy(isHex) {
      return "a ref on GitLab does not look like a commit of 40 hexadecimal digits (unverified)"
    }
    return nil
  }

  /// The rule that a full ref breaks: `refs/heads/main`, `refs/tags/v1`, `refs/pull/7/merge`.
  package static func problem(inFullRef ref: String, spaces: [RefSpace]) -> String? {
    guard let (space, name) = split(ref) else { return "the ref is a full one: \(list(spaces))" }
    guard spaces.contains(space) else { return "the ref is one of \(list(spaces))" }
    return space == .pull ? nil : problem(inName: name)
  }

  /// The space a full ref lives in, and its short name (for a pull request its number); nil when it is none of the
  /// three.
  package static func split(_ ref: String) -> (space: RefSpace, name: String)? {
    for space in [RefSpace.heads, .tags] where ref.utf8.starts(with: space.prefix.utf8) {
      return (space, String(decoding: ref.utf8.dropFirst(space.prefix.utf8.count), as: UTF8.self))
    }
    let (prefix, suffix) = (Array(RefSpace.pull.prefix.utf8), Array("/merge".utf8))
    let bytes = Array(ref.utf8)
    guard bytes.count > prefix.count + suffix.count, bytes.starts(with: prefix),
      bytes.suffix(suffix.count) == suffix[...]
    else { return nil }
    let number = String(decoding: bytes.dropFirst(prefix.count).dropLast(suffix.count), as: UTF8.self)
    return FactKind.numericID.problem(in: number) == nil ? (.pull, number) : nil
  }

  private static func list(_ spaces: [RefSpace]) -> String {
    spaces.map { space in
      switch space {
      case .heads: "`refs/heads/…`"
      case .tags: "`refs/tags/…`"
      case .pull: "`refs/pull/NUMBER/merge`"
      }
    }.joined(separator: ", ")
  }

  static func isHex(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}

/// Where a full ref lives.
package enum RefSpace: Hashable, Sendable, CaseIterable {
  case heads, tags, pull

  package var prefix: String {
    switch self {
    case .heads: "refs/heads/"
    case .tags: "refs/tags/"
    case .pull: "refs/pull/"
    }
  }
}
