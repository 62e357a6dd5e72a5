import KeylessCIHalf
import KeylessPlatforms
import KeylessSource

extension JobToken {
  /// The token that a request uses: the one it names, the one that is handed on, or the only one.
  static func used(by request: RoleRequest, of job: CIJob) -> JobToken? {
    if let variable = request.tokenVariable {
      if let named = job.tokens.first(where: { $0.variable == variable }) { return named }
    }
    return job.tokens.first { !$0.deliveries.isEmpty } ?? job.tokens.first
  }

  /// The audiences of the token that a request uses; nil when they are not known.
  static func audiences(_ job: CIJob, _ request: RoleRequest) -> [String]? {
    let texts = request.audience.map { [$0] } ?? used(by: request, of: job)?.audiences ?? []
    let known = texts.compactMap(\.text)
    return known.isEmpty || known.count < texts.count ? nil : known
  }

  /// What is wrong with the token before anybody in AWS looks at it.
  static func problems(_ job: CIJob, _ request: RoleRequest) -> [HandshakeProblem] {
    guard let token = used(by: request, of: job) else {
      let isGitHub = job.platform == "github"
      return [
        HandshakeProblem(
          .noToken,
          isGitHub
            ? "the job asks for a role and may not ask for a token"
            : "the job asks for a role and gets no token",
          at: request.span,
          help: isGitHub ? "give the job `permissions: id-token: write`" : "declare the token under `id_tokens`"
        )
      ]
    }
    guard token.deliveries.isEmpty, request.way == .environment || request.way == .profile else { return [] }
    return [
      HandshakeProblem(
        .notDelivered,
        "nothing of the job writes the token to the file that the SDK reads",
        at: token.span,
        other: request.span,
        help: "write it to the file of `AWS_WEB_IDENTITY_TOKEN_FILE` before the first command that uses AWS"
      )
    ]
  }
}
