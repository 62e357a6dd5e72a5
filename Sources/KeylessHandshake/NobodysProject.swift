import KeylessPlatforms
import KeylessReach

/// What a token says, without the project that an example has only because the job's own is not known.
package struct NobodysProject {
  private let claim: String
  private let paths: [String]

  /// `paths` are those of the example.
  package init(claim key: String, paths: [String]) {
    claim = key.split(separator: ":").last.map { $0.lowercased() } ?? ""
    self.paths = paths.filter { !$0.isEmpty }
  }

  init(_ key: String, _ example: RegionMatch.Example) {
    self.init(claim: key, paths: ["repository", "project_path"].compactMap { example.pipeline[$0]?.text })
  }

  package func hidden(_ value: String) -> String {
    if Self.claims.contains(claim) { return "…" }
    if claim == "sub" { return Self.subject(value) }
    guard Self.places.contains(claim) else { return value }
    // Behind the host in GitLab's, at the very beginning in GitHub's.
    for path in paths {
      if value.hasPrefix(path + "/") { return "…" + value.dropFirst(path.count) }
      if let range = value.firstRange(of: "/\(path)//") {
        return value[..<range.lowerBound] + "/…//" + value[range.upperBound...]
      }
    }
    return value
  }

  /// Keys and values take turns, but for the words that stand alone.
  private static func subject(_ text: String) -> String {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    var index = 0
    while index + 1 < parts.count {
      if alone.contains(parts[index]) {
        index += 1
        continue
      }
      if parts[index] == "repo" || claims.contains(parts[index]) { parts[index + 1] = "…" }
      index += 2
    }
    return parts.joined(separator: ":")
  }

  private static let alone: Set<String> = ["pull_request"]
  private static let claims: Set<String> = [
    "project_path", "project_id", "namespace_path", "namespace_id", "job_project_path", "job_project_id",
    "job_namespace_path", "job_namespace_id", "root_namespace_id", "repository", "repository_id", "repository_owner",
    "repository_owner_id", "head_repository",
  ]
  private static let places: Set<String> = ["workflow_ref", "job_workflow_ref", "ci_config_ref_uri"]
}
