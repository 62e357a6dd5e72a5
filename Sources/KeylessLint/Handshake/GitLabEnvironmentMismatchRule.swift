import KeylessAWSHalf
import KeylessCIHalf
import KeylessFindings
import KeylessHandshake
import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// A GitLab subject that speaks of an environment, and a job that has none; or a job whose environment AWS never sees.
enum GitLabEnvironmentMismatchRule {
  static let rule = Rule(description, .handshake(findings))

  private static let description = RuleDescription(
    "KL507",
    "gitlab-environment-mismatch",
    "the trust policy depends on an environment and the job has none, or the job has one that the trust policy does not ask for",
    .medium,
    .dead,
    .open
  )

  /// Whether this rule explains a refusal: the subject wants a part that only a job with an environment has.
  static func speaks(_ subject: HandshakeSubject) -> Bool { wanted(subject) != nil }

  private static func findings(_ subject: HandshakeSubject) -> [Finding] {
    let job = subject.handshake.job
    if let value = wanted(subject) {
      return [
        Finding(
          description,
          .medium,
          .dead,
          "the trust policy wants a subject with an environment's part, and the job has no environment",
          at: .init(job.name.span, "no `environment:`"),
          related: [.init(value, "wanted here")],
          help: "give the job the environment that the trust policy speaks of",
          subject: job.address,
          cause: "environment against \(subject.handshake.role?.address ?? "")"
        )
      ]
    }
    return untested(subject)
  }

  /// Where a subject is asked for that names an environment's part, of a job without environment that is refused.
  private static func wanted(_ subject: HandshakeSubject) -> SourceSpan? {
    let handshake = subject.handshake
    guard handshake.job.platform == "gitlab", handshake.verdict == .refused, handshake.job.environment == nil,
      subject.failingCondition?.key.hasSuffix(":sub") == true
    else { return nil }
    let values = subjects(handshake.role)
    let parted = values.filter { isOfEnvironment($0.value.text) }
    // Where some value asks for none, it is another thing that refuses.
    return parted.count == values.count ? parted.first?.span : nil
  }

  /// Only where the project has a subject of its own making that could name the environment's tier and does not.
  ///
  /// Elsewhere `environment:` is what it always is, GitLab's record of a deployment, and no finding: by default no
  /// subject can speak of it.
  private static func untested(_ subject: HandshakeSubject) -> [Finding] {
    let handshake = subject.handshake
    guard let environment = handshake.job.environment, handshake.job.platform == "gitlab",
      handshake.verdict == .opens, let role = handshake.role
    else { return [] }
    let own = subjects(role)
    guard !own.isEmpty, own.allSatisfy({ isCustom($0.value.text) && !isOfEnvironment($0.value.text) }) else {
      return []
    }
    return [
      Finding(
        description,
        .medium,
        .open,
        "the job has an environment that its role does not ask for: jobs without it get the role too",
        at: .init(environment.span, "AWS does not see this"),
        related: own.prefix(1).map { .init($0.span, "names no environment's part") },
        help: "add `deployment_tier` or `environment_protected` to the project's subject and to the trust policy",
        subject: handshake.job.address,
        cause: "environment untested by \(role.address)"
      )
    ]
  }

  private static func subjects(_ role: AWSRole?) -> [Located<ConditionValue>] {
    let document: PolicyDocument
    switch role?.trust {
    case .exact(let exact): document = exact
    case .bounds(_, let possible, _): document = possible
    default: return []
    }
    return document.statements.filter { $0.effect.value == .allow }.flatMap(\.conditions)
      .filter { $0.key.value.name.lowercased().hasSuffix(":sub") && !$0.test.value.comparison.isNegated }
      .flatMap(\.values)
  }

  /// Parts that only a subject has whose components somebody chose.
  private static func isCustom(_ text: String) -> Bool {
    text.hasPrefix("project_id:") || text.contains(":project_id:") || text.contains(":ref_protected:")
  }

  private static func isOfEnvironment(_ text: String) -> Bool {
    text.contains(":deployment_tier:") || text.contains(":environment_protected:")
  }
}
