import KeylessAWSHalf
import KeylessCIHalf
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Why there is no door for a job in a role's trust policy.
struct IssuerProblem {
  let all: [HandshakeProblem]

  init(_ job: CIJob, _ request: RoleRequest, _ role: AWSRole, _ questions: TrustQuestions) {
    let document: PolicyDocument
    switch role.trust {
    case .unknown(let places):
      let place = places.first ?? UnknownPlace("the trust policy is not known", at: role.span)
      all = [HandshakeProblem(.unknown, place.reason, at: place.span, other: request.span)]
      return
    case .broken(let diagnostics):
      let message = diagnostics.first?.message.description ?? "the trust policy is broken"
      let span = diagnostics.first?.primary.span ?? role.span
      all = [HandshakeProblem(.unknown, message, at: span, other: request.span)]
      return
    case .exact(let exact): document = exact
    case .bounds(_, let possible, _): document = possible
    }
    let issuer = JobIssuer.issuer(of: job) ?? "the job's issuer"
    // Without a host of its own the job may be of a private instance that the policy names.
    if job.host == nil, let other = questions.question(document)?.unknownIssuers.first(where: { $0.contains("://") }) {
      all = [
        HandshakeProblem(
          .unknown,
          "the trust policy speaks of \(other), and whether that is the job's instance is not known",
          at: role.span,
          other: request.span,
          help: "name the project with its host, as `--project HOST/PATH`"
        )
      ]
      return
    }
    all = [
      HandshakeProblem(
        .issuer,
        "no statement of the trust policy speaks of \(issuer)",
        at: role.span,
        other: request.span,
        help: "name the provider of the job's issuer as `Principal.Federated`"
      )
    ]
  }
}
