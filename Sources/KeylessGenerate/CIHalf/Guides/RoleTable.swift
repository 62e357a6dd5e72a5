import KeylessIntent
import KeylessSource

/// The roles of an intent and who may assume them, as a Markdown table.
struct RoleTable {
  let facts: CIFacts

  init(_ facts: CIFacts) { self.facts = facts }

  var text: String {
    (["| role | opens for |", "|---|---|"]
      + facts.intent.roles.map { role in
        "| \(Self.cell(facts.arn(role))) | \(role.admits.map(Self.words).joined(separator: "; or ")) |"
      })
      .joined(separator: "\n")
  }

  private static func words(_ admission: Admission) -> String {
    var parts = [
      admission.project.map { cell($0.value.text) }
        ?? admission.projectID.map { "the project with the id \($0.value)" } ?? "any project"
    ]
    let isGitLab = admission.platform == .gitlab
    if admission.requests == .only { parts.append(isGitLab ? "only merge requests" : "pull requests") }
    for (name, patterns) in [
      ("branches", admission.branches), ("tags", admission.tags), ("environments", admission.environments),
    ] where !patterns.isEmpty {
      parts.append("\(name) \(patterns.map { cell($0.value.text) }.joined(separator: " or "))")
    }
    if admission.isProtected { parts.append("protected refs only") }
    if admission.requests == .excluded { parts.append("no merge requests") }
    return parts.joined(separator: ", ")
  }

  /// A code span; its fence is longer than any run of backticks in it.
  static func code(_ text: String) -> String {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let space = longest == 0 ? "" : " "
    return fence + space + text + space + fence
  }

  /// The same in a table, where a `|` would end the cell.
  static func cell(_ text: String) -> String {
    code(text).split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
