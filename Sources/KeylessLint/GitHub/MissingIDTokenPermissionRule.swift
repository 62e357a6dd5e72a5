import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// Without the permission GitHub sets no address to ask for a token, and the step fails before it reaches AWS.
enum MissingIDTokenPermissionRule {
  static let rule = Rule(description, .github(findings))

  private static let description = RuleDescription(
    "KL610",
    "missing-id-token-permission",
    "a job that exchanges a token without `id-token: write`",
    .medium,
    .dead
  )

  private static func findings(_ subject: GitHubSubject) -> [Finding] {
    var seen: Set<SourceSpan> = []
    return subject.readings.compactMap { reading -> Finding? in
      guard !reading.grant.isGranted, let token = reading.wanted.first else { return nil }
      // Where nothing is said at all, the job that starts the chain has to say it.
      let job = reading.callers.first ?? subject.job
      let place = reading.grant.place ?? job.id.span
      guard seen.insert(place).inserted else { return nil }
      return Finding(
        description,
        .medium,
        .dead,
        "the job asks for a token and may not have one",
        at: .init(place, reading.grant.place == nil ? "has no `permissions`" : "leaves `id-token: write` out"),
        related: [.init(token.span, "asks for the token")],
        help: reading.callers.isEmpty
          ? "give the job `permissions: id-token: write`, beside those it has"
          : "give the calling job `permissions: id-token: write`; a called workflow has no more than its caller",
        subject: subject.address,
        cause: "no id-token"
      )
    }
  }
}
