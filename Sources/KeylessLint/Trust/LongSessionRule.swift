import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Sessions that may outlive the job by hours.
enum LongSessionRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL140",
    "long-session",
    "a session of the role may last longer than an hour",
    .low,
    .open
  )

  private static let hour = 3600

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    guard let duration = subject.role.maxSessionDuration, duration.value > hour, subject.answers.areOpen else {
      return []
    }
    return [
      Finding(
        description,
        subject.severity(.low),
        .open,
        "credentials of the role may live for \(duration.value) seconds",
        at: .init(duration.span, "stolen ones outlive the job"),
        help: "write 3600, or what your longest job needs",
        subject: subject.role.address,
        cause: "session of \(duration.value) seconds"
      )
    ]
  }
}
