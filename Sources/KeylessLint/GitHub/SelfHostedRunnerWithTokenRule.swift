import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// A machine that outlives the job can keep the token, and may have credentials of its own that come first.
///
/// AWS does not see the kind of runner, so no trust policy can tell the two apart.
enum SelfHostedRunnerWithTokenRule {
  static let rule = Rule(description, .github(findings))

  private static let description = RuleDescription(
    "KL608",
    "self-hosted-runner-with-token",
    "a job with `id-token: write` on a self-hosted runner",
    .medium,
    .open
  )

  private static func findings(_ subject: GitHubSubject) -> [Finding] {
    guard let reading = subject.granted.first(where: { Self.label($0) != nil }), let label = label(reading) else {
      return []
    }
    return [
      Finding(
        description,
        .medium,
        .open,
        "the job may ask for a token on a machine that outlives it",
        at: .init(label.span, "a runner of your own"),
        related: reading.grant.place.map { [.init($0, "lets the job ask for the token")] } ?? [],
        help: "run it on a GitHub-hosted runner, or on an ephemeral one in a group that only this repository may use",
        subject: subject.address,
        cause: "self-hosted"
      )
    ]
  }

  private static func label(_ reading: GitHubJobReading) -> CIText? {
    reading.labels.first { $0.text?.lowercased() == "self-hosted" }
  }
}
