import KeylessAWSHalf
import KeylessCIHalf
import KeylessFindings
import KeylessHandshake
import KeylessPlatforms
import KeylessReach
import KeylessSource

/// The trust policy wants an environment and the job has none, or the other way round.
enum MissingEnvironmentRule {
  static let rule = Rule(description, .handshake(findings))

  private static let description = RuleDescription(
    "KL605",
    "missing-environment",
    "the trust policy wants `environment:…` and the job has no `environment:`, or the other way round",
    .medium,
    .dead
  )

  /// Whether this rule explains a refusal: an environment on the job would turn it, or taking it away would.
  static func speaks(_ subject: HandshakeSubject) -> Bool {
    let handshake = subject.handshake
    guard handshake.job.platform.description == "github", handshake.verdict == .refused,
      let failing = subject.failingCondition, failing.key.hasSuffix(":sub") || failing.key.hasSuffix(":environment")
    else { return false }
    let forms = Set(subject.answers.flatMap(\.boxes).flatMap(\.forms).map { $0.split(separator: " ").first ?? "" })
    let wantsEnvironment = !forms.isEmpty && forms.allSatisfy { $0 == "environment" }
    let hasEnvironment = handshake.job.environment != nil
    return wantsEnvironment != hasEnvironment && !forms.isEmpty && (wantsEnvironment || !forms.contains("environment"))
  }

  private static func findings(_ subject: HandshakeSubject) -> [Finding] {
    guard speaks(subject), let failing = subject.failingCondition else { return [] }
    let job = subject.handshake.job
    let hasEnvironment = job.environment != nil
    return [
      Finding(
        description,
        .medium,
        .dead,
        hasEnvironment
          ? "the job has an environment, so that its subject has no ref, and the trust policy wants a ref"
          : "the trust policy wants an environment, and the job has none",
        at: .init(
          job.environment?.span ?? job.name.span,
          hasEnvironment ? "this decides the subject" : "no `environment:`"
        ),
        related: [.init(failing.problem.span, "wanted here")],
        help: hasEnvironment
          ? "let the trust policy name the environment, or take it from the job"
          : "give the job the environment that the trust policy names",
        subject: job.address,
        cause: "environment against \(subject.handshake.role?.address ?? "")"
      )
    ]
  }
}
