import KeylessCIHalf
import KeylessPlatforms
import KeylessReach
import KeylessSource

/// A value of the platform's own in a session name, and what it can be, by the documentation of the platforms.
struct SessionVariable {
  /// `CI_JOB_ID`, or `github.run_id` also where it is written as `GITHUB_RUN_ID`.
  private let name: String

  init(_ name: String) {
    let start = "GITHUB_"
    self.name = name.hasPrefix(start) ? "github." + name.dropFirst(start.count).lowercased() : name
  }

  func values(_ job: CIJob, _ run: JobRun, _ refs: RefLanguage) -> SessionName.Values {
    if Self.ids.contains(name) { return SessionName.Values(language: Self.digits, isExact: true) }
    if Self.hashes.contains(name) { return SessionName.Values(language: Self.hex, isExact: false) }
    if Self.slugs.contains(name) { return SessionName.Values(language: Self.slug, isExact: false) }
    if let known = known(job) { return SessionName.Values(language: .text(Array(known.utf8)), isExact: true) }
    if isRef(run), let language = refName(run, refs) {
      return SessionName.Values(language: language, isExact: language.onlyMember != nil)
    }
    // The name of a pull request's ref is `N/merge`.
    if Self.slashed.contains(name) || (name == "github.ref_name" && run.refType == .pullRequest) {
      return SessionName.Values(language: Self.withSlash, isExact: false)
    }
    return SessionName.Values(language: .anything, isExact: false)
  }

  /// Whether something is known of the characters that it holds.
  func isTold(_ job: CIJob, _ refs: RefLanguage) -> Bool {
    if known(job) != nil || Self.free.contains(name) || Self.slashed.contains(name) { return true }
    // Which refs the job runs on decides; where that is not known, nothing is claimed.
    return Self.refs.contains(name) && refs.unknowns.isEmpty
  }

  private func known(_ job: CIJob) -> String? {
    switch name {
    case "CI_PROJECT_PATH", "github.repository": job.project
    case "CI_JOB_NAME": job.name.value
    case "CI_ENVIRONMENT_NAME": job.environment?.text
    case "github.repository_owner": job.project?.split(separator: "/").first.map(String.init)
    default: nil
    }
  }

  private func isRef(_ run: JobRun) -> Bool { Self.refs.contains(name) && run.refType != .pullRequest }

  private func refName(_ run: JobRun, _ refs: RefLanguage) -> Language? {
    let names = FactKind.gitlabRef.language
    let own = refs.language.map { try? $0.intersection(names) } ?? names
    return name == "github.ref" ? own.flatMap { RefLanguage.full($0, run.refType) } : own
  }

  private static let ids: Set<String> = [
    "CI_JOB_ID", "CI_PIPELINE_ID", "CI_PIPELINE_IID", "CI_MERGE_REQUEST_ID", "CI_MERGE_REQUEST_IID", "github.run_id",
    "github.run_number", "github.run_attempt",
  ]
  private static let hashes: Set<String> = ["CI_COMMIT_SHA", "CI_COMMIT_SHORT_SHA", "github.sha"]
  private static let slugs: Set<String> = [
    "CI_COMMIT_REF_SLUG", "CI_PROJECT_PATH_SLUG", "CI_ENVIRONMENT_SLUG", "CI_JOB_NAME_SLUG",
  ]
  private static let refs: Set<String> = [
    "CI_COMMIT_REF_NAME", "CI_COMMIT_BRANCH", "CI_COMMIT_TAG", "github.ref", "github.ref_name",
  ]
  /// Values that hold a slash, whatever they are.
  private static let slashed: Set<String> = [
    "CI_PROJECT_PATH", "github.ref", "github.repository", "github.workflow_ref",
  ]
  /// Values that can hold a slash, a space or a bracket.
  private static let free: Set<String> = [
    "CI_PROJECT_TITLE", "CI_JOB_NAME", "CI_JOB_STAGE", "CI_COMMIT_TITLE", "CI_COMMIT_AUTHOR",
    "CI_COMMIT_MESSAGE", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_MERGE_REQUEST_TITLE", "GITLAB_USER_NAME",
    "github.head_ref", "github.workflow", "github.actor", "github.triggering_actor",
  ]

  private static let digits = many([48...57])
  private static let hex = many([48...57, 97...102])
  private static let slug = many([48...57, 97...122, 45...45])

  private static let withSlash: Language =
    (try? Language.anything.joined(with: .text([UInt8(ascii: "/")])).joined(with: .anything)) ?? .anything

  private static func many(_ bytes: [ClosedRange<UInt8>]) -> Language {
    let one = Language.bytes(bytes)
    return (try? one.joined(with: one.repeated())) ?? .anything
  }
}
