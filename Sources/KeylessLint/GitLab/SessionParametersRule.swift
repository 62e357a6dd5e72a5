import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// STS refuses what the role does not allow, and a name that says nothing leaves no trace of the job.
enum SessionParametersRule {
  static let rule = Rule(description, .gitlab(findings))

  private static let description = RuleDescription(
    "KL510",
    "session-parameters",
    "a session longer than the role allows, or without a name that tells which job it was",
    .medium,
    .dead,
    .open,
    .unknown
  )

  private static func findings(_ subject: GitLabSubject) -> [Finding] {
    var found: [Finding] = []
    for request in subject.jobs.flatMap(\.requests) {
      for next in [duration(request, subject), name(request, subject)].compactMap({ $0 })
      where !found.contains(where: { $0.primary.span == next.primary.span && $0.cause == next.cause }) {
        found.append(next)
      }
    }
    return found
  }

  private static func duration(_ request: RoleRequest, _ subject: GitLabSubject) -> Finding? {
    guard let duration = request.duration else { return nil }
    let longest = subject.longestSession ?? 3600
    let isImpossible = duration.value > 43200 || duration.value < 900
    guard isImpossible || duration.value > longest else { return nil }
    let isDead = isImpossible || subject.longestSession != nil
    return Finding(
      description,
      subject.severity(.medium),
      isDead ? .dead : .unknown,
      isImpossible
        ? "no role allows a session of \(duration.value) seconds"
        : isDead
          ? "the role allows sessions of \(longest) seconds, not of \(duration.value)"
          : "a session of \(duration.value) seconds needs a role that allows it, and a role allows 3600 unless raised",
      at: .init(duration.span, isDead ? "STS refuses it" : "STS refuses it unless `MaxSessionDuration` is raised"),
      related: [.init(request.role.span, "the role that decides")],
      help: "ask for 3600 seconds; SDKs renew the session by themselves",
      subject: subject.address,
      cause: "duration \(duration.value)"
    )
  }

  private static func name(_ request: RoleRequest, _ subject: GitLabSubject) -> Finding? {
    let help = "name it `gitlab-$CI_PROJECT_ID-$CI_JOB_ID`, which is legal for every ref"
    func finding(
      _ severity: FindingSeverity,
      _ effect: FindingEffect,
      _ message: Diagnostic.Message,
      _ span: SourceSpan,
      _ label: String,
      _ cause: String
    ) -> Finding {
      Finding(
        description,
        subject.severity(severity),
        effect,
        message,
        at: .init(span, label),
        help: help,
        subject: subject.address,
        cause: cause
      )
    }
    guard let name = request.sessionName else {
      return finding(
        .low,
        .open,
        "the session has no name that tells which job it was",
        request.span,
        "named by the SDK alone",
        "no session name"
      )
    }
    if let part = slashed(name) {
      return finding(
        .medium,
        .dead,
        "the session's name holds `\(part)`, and STS refuses a name with `/`",
        name.span,
        "refused wherever it has a `/`",
        "session name \(part)"
      )
    }
    guard let text = name.text else { return nil }
    if !isLegal(text) {
      return finding(
        .medium,
        .dead,
        "`\(text.prefix(80))` is not a name that STS takes for a session",
        name.span,
        "2 to 64 of `A-Za-z0-9_+=,.@-`",
        "illegal session name"
      )
    }
    return finding(
      .low,
      .open,
      "every job has the session name `\(text)`",
      name.span,
      "does not tell which job it was",
      "constant session name"
    )
  }

  /// A variable in the name that has, or may have, a slash.
  private static func slashed(_ name: CIText) -> String? {
    for case .predefined(let part) in name.parts
    where [
      "CI_PROJECT_PATH", "CI_COMMIT_REF_NAME", "CI_COMMIT_BRANCH", "CI_COMMIT_TAG", "CI_PROJECT_NAMESPACE",
      "CI_PROJECT_URL",
    ]
    .contains(part) || part == "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME" {
      return part
    }
    return nil
  }

  private static func isLegal(_ text: String) -> Bool {
    (2...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "_+=,.@-".utf8.contains(byte)
      }
  }
}
