package import KeylessCIHalf
import KeylessReach

/// The session name a job gives, and what STS takes: 2 to 64 characters of `\w+=,.@-` (STS API, `AssumeRoleWithWebIdentity`).
package enum SessionName {
  /// The names it can be; nil where nothing of it is known.
  static func language(_ text: CIText) -> Language? {
    var out = Language.emptyText
    for part in text.parts {
      let next: Language
      switch part {
      case .literal(let literal): next = .text(Array(literal.utf8))
      case .predefined, .unknown: next = .anything
      }
      guard let joined = try? out.joined(with: next) else { return nil }
      out = joined
    }
    return out
  }

  /// The first part of it that STS would refuse, or would for some runs; nil when every name is taken.
  package static func illegalPart(_ text: CIText) -> String? {
    for part in text.parts {
      switch part {
      case .literal(let literal):
        if let wrong = literal.unicodeScalars.first(where: { !isLegal($0) }) { return String(wrong) }
      case .predefined(let name):
        if open.contains(name) { return name }
      case .unknown: break
      }
    }
    if let whole = text.text, !(2...64).contains(whole.unicodeScalars.count) { return whole }
    return nil
  }

  private static func isLegal(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "+", "=", ",", ".", "@", "-": true
    default: false
    }
  }

  /// Values that can hold a slash, a space or a bracket, by the documentation of their platforms.
  private static let open: Set<String> = [
    "CI_COMMIT_REF_NAME", "CI_COMMIT_BRANCH", "CI_COMMIT_TAG", "CI_PROJECT_PATH", "CI_PROJECT_NAMESPACE",
    "CI_PROJECT_TITLE", "CI_JOB_NAME", "CI_JOB_STAGE", "CI_COMMIT_TITLE", "CI_COMMIT_AUTHOR", "CI_ENVIRONMENT_NAME",
    "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "CI_MERGE_REQUEST_TITLE",
    "GITLAB_USER_NAME", "github.ref", "github.ref_name", "github.head_ref", "github.base_ref", "github.repository",
    "github.workflow", "github.workflow_ref", "github.actor", "github.triggering_actor",
  ]
}
