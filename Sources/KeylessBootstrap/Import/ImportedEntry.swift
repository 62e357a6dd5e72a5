import KeylessGenerate
import KeylessIntent

/// One entry of `admits`, guessed from a trust policy; whether the guess is right is proved afterwards.
struct ImportedEntry: Hashable {
  var project: String
  var projectID: String?
  var ownerID: String?
  var branches: [String] = []
  var tags: [String] = []
  var environments: [String] = []
  /// Nil: not distinguished.
  var requests: Bool?
  var isProtected = false

  /// The lines below `admits:`.
  func lines(_ platform: IntentPlatform) -> [String] {
    let isGitLab = platform == .gitlab
    var lines = ["project: \(YAMLText.quoted(project))"]
    if let projectID { lines.append("\(isGitLab ? "project-id" : "repository-id"): \(YAMLText.quoted(projectID))") }
    if let ownerID { lines.append("\(isGitLab ? "namespace-id" : "owner-id"): \(YAMLText.quoted(ownerID))") }
    if !branches.isEmpty { lines.append("branches: \(YAMLText.list(branches))") }
    if !tags.isEmpty { lines.append("tags: \(YAMLText.list(tags))") }
    if !environments.isEmpty { lines.append("environments: \(YAMLText.list(environments))") }
    if let requests { lines.append("\(isGitLab ? "merge-requests" : "pull-requests"): \(requests)") }
    if isProtected { lines.append("protected: true") }
    return lines.enumerated().map { "      " + ($0.offset == 0 ? "- " : "  ") + $0.element }
  }
}
