import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// A tag or branch can be moved, and then other code runs in the job; whoever moves it asks for the job's token.
enum UnpinnedActionRule {
  static let rule = Rule(description, .github(findings))

  private static let description = RuleDescription(
    "KL604",
    "unpinned-action",
    "an action or called workflow that is not pinned to a commit, in a job that holds a token",
    .high,
    .open
  )

  private static func findings(_ subject: GitHubSubject) -> [Finding] {
    let call = subject.granted.isEmpty ? nil : subject.job.calls
    let called = call.flatMap { finding($0, "workflow", subject, in: subject.workflow.file) }
    return (called.map { [$0] } ?? [])
      + GitHubSubject.steps(subject.granted).compactMap { resolved in
        resolved.step.uses.flatMap { finding($0, "action", subject, in: resolved.file) }
      }
  }

  private static func finding(
    _ use: GitHubUse,
    _ kind: String,
    _ subject: GitHubSubject,
    in file: String
  ) -> Finding? {
    guard let (what, whose, help) = loose(use) else { return nil }
    return Finding(
      description,
      .high,
      .open,
      "`\(use.text.value)` is \(what), in a job that may ask for a token",
      at: .init(use.text.span, "can be other code tomorrow"),
      related: subject.granted.first?.grant.place.map { [.init($0, "lets that code ask for the token")] } ?? [],
      witness: "a new version of the \(kind) by whoever can write \(whose)",
      help: help,
      subject: file == subject.workflow.file ? subject.address : file,
      cause: use.text.value
    )
  }

  private static func loose(_ use: GitHubUse) -> (what: String, whose: String, help: String)? {
    switch use.target {
    case .repository(let repository, _, let ref):
      guard let ref else { return nil }
      return isCommit(ref)
        ? nil
        : (
          "not pinned to a commit", "`\(repository)`",
          "write the full commit of a version you have read, with the version as a comment: `@COMMIT # \(ref)`"
        )
    case .image(let image):
      return image.contains("@sha256:")
        ? nil
        : ("an image without its digest", "the image", "write the image's digest: `@sha256:…`")
    case .local, .other: return nil
    }
  }

  /// A whole commit id of SHA-1 or SHA-256; a shorter one is a name that a branch may have.
  private static func isCommit(_ ref: String) -> Bool {
    (ref.utf8.count == 40 || ref.utf8.count == 64) && ref.utf8.allSatisfy { "0123456789abcdefABCDEF".utf8.contains($0) }
  }
}
