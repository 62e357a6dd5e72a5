import KeylessIntent
import KeylessSource

/// An entry of `admits` in words, for the comments and the README of what is generated.
enum AdmissionText {
  static func line(_ admission: Admission) -> String {
    let isGitLab = admission.platform == .gitlab
    var what: [String] = []
    if admission.requests == .only { what.append(isGitLab ? "merge requests" : "pull requests") }
    if !admission.environments.isEmpty { what.append(names("environment", admission.environments)) }
    if !admission.branches.isEmpty { what.append(names("branch", admission.branches)) }
    if !admission.tags.isEmpty { what.append(names("tag", admission.tags)) }
    if admission.isProtected { what.append("protected only") }
    if isGitLab, admission.requests == .excluded { what.append("no merge requests") }
    var ids: [String] = []
    if let id = admission.projectID { ids.append("\(isGitLab ? "project" : "repository") \(id.value)") }
    if let id = admission.ownerID { ids.append("\(isGitLab ? "namespace" : "owner") \(id.value)") }
    let place =
      (admission.project.map { [$0.value.text] } ?? []) + (ids.isEmpty ? [] : ["(\(ids.joined(separator: ", ")))"])
    let text = "\(place.joined(separator: " ")): \(what.joined(separator: "; "))"
    return admission.name.map { "\($0.value): \(text)" } ?? text
  }

  private static func names(_ word: String, _ patterns: [Located<NamePattern>]) -> String {
    "\(word) \(patterns.map(\.value.text).joined(separator: " or "))"
  }
}
