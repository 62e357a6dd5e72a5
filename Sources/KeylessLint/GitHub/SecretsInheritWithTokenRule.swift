import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// The called workflow runs with the caller's identity.
///
/// Whoever changes it holds the role, and with `inherit` every secret as well.
enum SecretsInheritWithTokenRule {
  static let rule = Rule(description, .both(.github(findings), .handshake { UnpinnedCall.findings($0, description) }))

  private static let description = RuleDescription(
    "KL606",
    "secrets-inherit-with-token",
    "`secrets: inherit` for a called workflow in a token job, or a called workflow that the trust policy does not pin",
    .high,
    .open
  )

  private static func findings(_ subject: GitHubSubject) -> [Finding] {
    guard let call = subject.job.calls, case .inherit(let span)? = subject.job.secrets,
      let grant = subject.granted.first?.grant
    else { return [] }
    // A workflow of the same commit is written by those who write this one.
    let isOwn = if case .local = call.target { true } else { false }
    return [
      Finding(
        description,
        isOwn ? .low : .high,
        .open,
        "`\(call.text.value)` gets every secret of the repository beside the job's token",
        at: .init(span, "all of them, also those it has no use for"),
        related: [.init(call.text.span, "runs with this repository's identity")]
          + (grant.place.map { [.init($0, "lets it ask for the token")] } ?? []),
        help: "name the secrets that it needs under `secrets:`",
        subject: subject.address,
        cause: "secrets: inherit"
      )
    ]
  }
}
