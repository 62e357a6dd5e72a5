import KeylessAWSHalf
import KeylessCIHalf
import KeylessPlatforms
import KeylessSource

/// The audience in its three places: the job's token, the provider's list, the trust policy.
struct AudienceCheck {
  let problems: [HandshakeProblem]

  init(
    _ job: CIJob,
    _ request: RoleRequest,
    _ role: AWSRole,
    _ door: JobDoor,
    _ audiences: [String]?,
    _ providers: [AWSProvider]
  ) {
    guard let audiences else {
      problems = []
      return
    }
    var problems: [HandshakeProblem] = []
    let token = JobToken.used(by: request, of: job)
    let span = request.audience?.span ?? token?.audiences.first?.span ?? request.span
    let prefix = ConditionKeyMap.prefix(of: door.issuer)
    // Files for several accounts have several providers of one issuer; only what all of them refuse is refused.
    let own = providers.filter { provider in
      provider.url.map { ConditionKeyMap.prefix(of: $0.value) == prefix } == true
        && Self.sameAccount(provider.account, role.account)
    }
    let isTaken = own.contains { provider in
      guard let clients = provider.clientIDs else { return true }
      return clients.contains { audiences.contains($0.value) }
    }
    if !isTaken, let provider = own.first {
      let accepted = provider.clientIDs ?? []
      let list = accepted.map { "`\($0.value)`" }.joined(separator: ", ")
      problems.append(
        HandshakeProblem(
          .audienceOfProvider,
          "the token is for `\(audiences.joined(separator: "`, `"))`, and the provider takes \(accepted.isEmpty ? "none" : list)",
          at: span,
          other: accepted.first?.span ?? provider.span,
          help: "give the token an audience that the provider takes"
        )
      )
    }
    if audiences.count > 1, job.platform == "gitlab" {
      problems.append(
        HandshakeProblem(
          .extraAudience,
          "the token has \(audiences.count) audiences, so that everybody it is shown to can use it in the others' place",
          at: span,
          help: "declare one token per audience"
        )
      )
    }
    self.problems = problems
  }

  private static func sameAccount(_ left: AccountID, _ right: AccountID) -> Bool {
    guard case .known(_, let first) = left, case .known(_, let second) = right else { return true }
    return first == second
  }
}
