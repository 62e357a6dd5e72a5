import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// Whoever can change the included file adds commands to the job that holds the token.
enum UnpinnedIncludeRule {
  static let rule = Rule(description, .gitlab(findings))

  private static let description = RuleDescription(
    "KL508",
    "unpinned-include",
    "an include without a fixed version, in a pipeline with a token job",
    .high,
    .open
  )

  private static func findings(_ subject: GitLabSubject) -> [Finding] {
    guard subject.job.hasTokenForAWS, subject.isFirst(\.hasTokenForAWS) else { return [] }
    let jobs: [Diagnostic.Label] = [.init(subject.job.name.span, "holds a token in the same pipeline")]
    return subject.pipeline.includes.compactMap { include in
      guard let (message, label, help, cause) = problem(include) else { return nil }
      return Finding(
        description,
        subject.severity(.high),
        .open,
        message,
        at: .init(include.version, label),
        related: jobs,
        help: help,
        subject: subject.pipeline.file,
        cause: cause
      )
    }
  }

  private static func problem(
    _ include: GitLabInclude
  ) -> (message: Diagnostic.Message, label: String, help: String, cause: String)? {
    switch include.source {
    case .local, .template, .other: return nil
    case .remote(let url, let integrity):
      guard integrity == nil else { return nil }
      return (
        "`\(url)` is included without `integrity`", "may hold other commands tomorrow",
        "add `integrity: sha256-…` with the digest of the file", "remote \(url)"
      )
    case .project(let path, _, let ref):
      if let ref, isFixed(ref) { return nil }
      return (
        ref.map { "`\(path)` is included at `\($0)`, which moves" } ?? "`\(path)` is included without `ref`",
        ref == nil ? "takes what is on its default branch" : "takes what is there when the pipeline runs",
        "set `ref` to a commit's full SHA, or to a release tag that is protected", "project \(path)"
      )
    case .component(let address):
      let parts = address.split(separator: "@", omittingEmptySubsequences: false)
      guard parts.count == 2 else { return nil }
      if isFixed(String(parts[1])) { return nil }
      return (
        "the component is included at `\(parts[1])`, which moves", "takes what is there when the pipeline runs",
        "name a whole version like `1.2.3`, or a commit's full SHA", "component \(parts[0])"
      )
    }
  }

  /// A commit, or a whole version; a variable is decided elsewhere.
  static func isFixed(_ version: String) -> Bool {
    if version.contains("$") { return true }
    let bytes = Array(version.utf8)
    if bytes.count == 40 || bytes.count == 64,
      bytes.allSatisfy({ $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 6 })
    {
      return true
    }
    let number = version.hasPrefix("v") ? version.dropFirst() : version[...]
    let core = number.prefix { $0 != "-" && $0 != "+" }
    let parts = core.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count >= 3 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { $0 &- 0x30 < 10 } }
  }
}
