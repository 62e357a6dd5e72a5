import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// A session that outlives its job, one that other steps can read, or an identity of before that stays: each is more
/// than the job was meant to have.
enum LooseCredentialOptionsRule {
  static let rule = Rule(description, .github(findings))

  private static let description = RuleDescription(
    "KL607",
    "loose-credential-options",
    "`role-duration-seconds` above 3600, `output-credentials: true`, or `unset-current-credentials` missing where "
      + "credentials may already be present",
    .low,
    .open
  )

  private static func findings(_ subject: GitHubSubject) -> [Finding] {
    let steps = GitHubSubject.steps(subject.readings)
    var out: [Finding] = []
    var before: SourceSpan?
    for resolved in steps {
      guard let use = resolved.step.uses, use.configuresCredentials else { continue }
      out += duration(resolved, subject) + output(resolved, subject)
      if isByToken(resolved), resolved.with["unset-current-credentials"]?.text != "true",
        let (place, what) = present(resolved, before, subject)
      {
        out.append(
          Finding(
            description,
            .low,
            .open,
            "credentials may be there already, and the step does not clear them",
            at: .init(use.text.span, "leaves what it finds"),
            related: [.init(place, what)],
            help: "give the action `unset-current-credentials: true`",
            subject: subject.address,
            cause: "no unset-current-credentials \(resolved.with["role-to-assume"]?.source ?? "")"
          )
        )
      }
      before = before ?? use.text.span
    }
    return out
  }

  private static func duration(_ resolved: GitHubResolvedStep, _ subject: GitHubSubject) -> [Finding] {
    guard let setting = resolved.step.with[input: "role-duration-seconds"],
      let seconds = resolved.with["role-duration-seconds"]?.text.flatMap({ Int($0) }), seconds > 3600
    else { return [] }
    return [
      Finding(
        description,
        .low,
        .open,
        "the session lasts \(seconds) seconds, and outlives most jobs",
        at: .init(setting.span, "more than an hour"),
        help: "ask for no longer than the job takes; 3600 is the default",
        subject: subject.address,
        cause: "role-duration-seconds \(seconds)"
      )
    ]
  }

  private static func output(_ resolved: GitHubResolvedStep, _ subject: GitHubSubject) -> [Finding] {
    guard let setting = resolved.step.with[input: "output-credentials"],
      resolved.with["output-credentials"]?.text?.lowercased() == "true"
    else { return [] }
    return [
      Finding(
        description,
        .low,
        .open,
        "the session's keys become outputs of the step, which every later step can read",
        at: .init(setting.span, "the keys leave the environment"),
        help: "leave it out; later steps find the credentials in their environment",
        subject: subject.address,
        cause: "output-credentials"
      )
    ]
  }

  /// Whether the step exchanges the job's token, not credentials that it needs to keep.
  private static func isByToken(_ resolved: GitHubResolvedStep) -> Bool {
    resolved.with["role-to-assume"] != nil && resolved.with["role-chaining"]?.text != "true"
      && resolved.with["aws-access-key-id"]?.parts.isEmpty ?? true
  }

  /// What says that there may be credentials: a step before, a variable, a runner of one's own.
  private static func present(
    _ resolved: GitHubResolvedStep,
    _ before: SourceSpan?,
    _ subject: GitHubSubject
  ) -> (SourceSpan, String)? {
    if let before { return (before, "has put credentials into the environment") }
    let settings = resolved.step.environment + subject.job.environment + subject.workflow.environment
    let names = ["AWS_ACCESS_KEY_ID", "AWS_PROFILE"]
    if let setting = settings.first(where: { names.contains($0.name.value) && !$0.value.value.isEmpty }) {
      return (setting.name.span, "is set for the job")
    }
    let own = subject.readings.flatMap(\.labels).first { $0.text?.lowercased() == "self-hosted" }
    return own.map { ($0.span, "a machine that may have credentials of its own") }
  }
}
