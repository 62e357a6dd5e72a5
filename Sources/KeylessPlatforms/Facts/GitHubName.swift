/// The grammar of GitHub's owners and repositories (unverified: GitHub publishes no such grammar).
package enum GitHubName {
  /// The rule that the login of a user or organization breaks; `name_shortcode` is an enterprise-managed user.
  package static func problem(inOwner owner: String) -> String? {
    let bytes = Array(owner.utf8)
    guard (1...39).contains(bytes.count) else { return "an owner has 1 to 39 characters" }
    let parts = bytes.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else {
      return "an owner holds letters, digits and single hyphens, and one `_` before an enterprise short code at most"
    }
    if parts.count == 2, !parts[1].allSatisfy(isAlphanumeric) {
      return "the enterprise short code of an owner holds only letters and digits"
    }
    let hyphen = UInt8(ascii: "-")
    guard parts[0].allSatisfy({ isAlphanumeric($0) || $0 == hyphen }) else {
      return "an owner holds only letters, digits and hyphens"
    }
    guard parts[0].first != hyphen, parts[0].last != hyphen,
      !zip(parts[0], parts[0].dropFirst()).contains(where: { $0 == hyphen && $1 == hyphen })
    else { return "an owner neither begins nor ends with a hyphen and has no two in a row" }
    return nil
  }

  /// The rule that a repository's own name breaks.
  package static func problem(inRepositoryName name: String) -> String? {
    let bytes = Array(name.utf8)
    guard (1...100).contains(bytes.count) else { return "a repository name has 1 to 100 characters" }
    guard bytes.allSatisfy({ isAlphanumeric($0) || "._-".utf8.contains($0) }) else {
      return "a repository name holds only letters, digits, `.`, `_` and `-`"
    }
    return bytes.elementsEqual(".".utf8) || bytes.elementsEqual("..".utf8)
      ? "a repository is not named by dots alone" : nil
  }

  /// The rule that `OWNER/NAME` breaks.
  package static func problem(inRepository repository: String) -> String? {
    guard let (owner, name) = split(repository) else { return "a repository is `OWNER/NAME`" }
    return problem(inOwner: owner) ?? problem(inRepositoryName: name)
  }

  /// The rule that `OWNER/NAME/PATH@REF` breaks; what may stand in a path is not published, so it is anything but `@`,
  /// which a ref may hold.
  package static func problem(inWorkflowRef text: String) -> String? {
    let rule = "a workflow is `OWNER/NAME/PATH@REF`, such as `acme/shop/.github/workflows/deploy.yml@refs/heads/main`"
    guard text.utf8.count <= 2048, FactKind.text(max: 2048).contains(text) else { return rule }
    let halves = text.utf8.split(separator: UInt8(ascii: "@"), maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2, !halves[1].isEmpty else { return rule }
    let parts = halves[0].split(separator: UInt8(ascii: "/"), maxSplits: 2, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard parts.count == 3, !parts[2].isEmpty else { return rule }
    return problem(inOwner: parts[0]) ?? problem(inRepositoryName: parts[1])
  }

  /// The two halves of `OWNER/NAME`; nil unless there is exactly one slash.
  package static func split(_ repository: String) -> (owner: String, name: String)? {
    guard repository.utf8.count <= 256 else { return nil }
    let parts = repository.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    return (String(decoding: parts[0], as: UTF8.self), String(decoding: parts[1], as: UTF8.self))
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}
