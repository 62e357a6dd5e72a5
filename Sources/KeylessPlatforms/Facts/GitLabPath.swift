/// The grammar of GitLab's full paths, after `lib/gitlab/path_regex.rb`.
package enum GitLabPath {
  /// Each segment; the database column is that long.
  static let longestSegment = 255
  /// Twenty groups and the project (unverified).
  static let deepest = 21

  /// The rule that the path of a project breaks: at least one namespace segment, then the project's own.
  package static func problem(inProject path: String) -> String? {
    let segments = split(path)
    guard segments.count >= 2 else { return "a project path is `NAMESPACE/PROJECT`" }
    if let problem = depthProblem(segments) ?? namespaceProblem(segments.dropLast()) { return problem }
    return segments.last.flatMap(projectProblem)
  }

  /// The rule that the path of a namespace (a user, a group, a subgroup) breaks.
  package static func problem(inNamespace path: String) -> String? {
    let segments = split(path)
    return depthProblem(segments) ?? namespaceProblem(segments[...])
  }

  /// The path without its last segment; nil when there is only one.
  package static func parent(of path: String) -> String? {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return String(path[..<slash])
  }

  /// The last segment.
  package static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  private static func split(_ path: String) -> [[UInt8]] {
    guard path.utf8.count <= (longestSegment + 1) * deepest else { return [[], []] }
    return path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Array.init)
  }

  private static func depthProblem(_ segments: [[UInt8]]) -> String? {
    guard segments.count <= deepest else { return "a path nests at most 20 groups (unverified)" }
    for segment in segments {
      guard !segment.isEmpty else { return "a path has no empty segment and is not endless" }
      guard segment.count <= longestSegment else { return "a path segment is at most \(longestSegment) characters" }
      guard segment.allSatisfy(isPathByte) else { return "a path segment holds only letters, digits, `_`, `-` and `.`" }
      guard segment.first != UInt8(ascii: "-") else { return "a path segment does not begin with `-`" }
      for suffix in [".git", ".atom"] where segment.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) {
        return "a path segment does not end with `\(suffix)`"
      }
    }
    return nil
  }

  private static func namespaceProblem(_ segments: ArraySlice<[UInt8]>) -> String? {
    for segment in segments where segment.last == UInt8(ascii: ".") {
      return "a namespace does not end with `.`"
    }
    if let first = segments.first, matches(first, reservedAtTop) { return "the top-level name is reserved by GitLab" }
    for segment in segments.dropFirst() where matches(segment, reservedBelow) {
      return "the name of a subgroup is reserved by GitLab"
    }
    return nil
  }

  private static func projectProblem(_ segment: [UInt8]) -> String? {
    if segment.allSatisfy({ $0 == UInt8(ascii: ".") }) { return "a project is not named by dots alone" }
    return matches(segment, reservedBelow) ? "the name of a project is reserved by GitLab" : nil
  }

  /// The reserved names we know of; GitLab has more.
  private static let reservedAtTop = ["api", "admin", "oauth", "users"]
  private static let reservedBelow = ["badges", "blob", "tree", "wikis"]

  private static func matches(_ segment: [UInt8], _ names: [String]) -> Bool {
    let lower = segment.map { (65...90).contains($0) ? $0 + 32 : $0 }
    return names.contains { $0.utf8.elementsEqual(lower) }
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    GitHubName.isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }
}
