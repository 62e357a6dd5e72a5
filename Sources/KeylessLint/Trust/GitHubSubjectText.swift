/// A subject of GitHub as a policy writes it: `repo:OWNER[@ID]/NAME[@ID]:CONTEXT`, with whatever wildcards.
struct GitHubSubjectText {
  let owner: String
  let ownerID: String?
  let name: String?
  let nameID: String?

  /// Nil for a text that does not begin with a repository.
  init?(_ text: String) {
    guard text.hasPrefix("repo:") else { return nil }
    let rest = text.dropFirst("repo:".count).prefix { $0 != ":" }
    let parts = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, !first.isEmpty else { return nil }
    (owner, ownerID) = Self.cut(first)
    (name, nameID) = parts.count > 1 ? Self.cut(parts[1]) : (nil, nil)
  }

  /// In the layout with ids, which repositories since July 2026 have.
  var isImmutable: Bool { ownerID != nil || nameID != nil }

  func isSameRepository(as other: GitHubSubjectText) -> Bool {
    guard let name, let otherName = other.name else { return false }
    return owner.lowercased() == other.owner.lowercased() && name.lowercased() == otherName.lowercased()
  }

  /// Whether an id is anything: `@*`, `@?`, `@123*`.
  var hasFreeID: Bool {
    [ownerID, nameID].compactMap(\.self).contains { $0.contains("*") || $0.contains("?") }
  }

  private static func cut(_ text: String) -> (String, String?) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return (parts[0], parts.count > 1 ? parts[1] : nil)
  }
}
