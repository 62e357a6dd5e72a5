/// `HOST/OWNER/NAME` as CircleCI writes where a repository lives (unverified: no such grammar is published).
enum RepositoryOrigin {
  static func problem(in text: String) -> String? {
    guard text.utf8.count <= 1024 else { return "an origin has at most 1024 characters" }
    let segments = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard segments.count >= 3, segments.allSatisfy({ !$0.isEmpty }) else {
      return "an origin is `HOST/OWNER/NAME`, such as `github.com/acme/shop`"
    }
    return segments.allSatisfy { $0.allSatisfy { GitHubName.isAlphanumeric($0) || "._-".utf8.contains($0) } }
      ? nil : "an origin holds only letters, digits, `.`, `_`, `-` and `/`"
  }
}
