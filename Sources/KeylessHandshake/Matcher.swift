package import KeylessAWSHalf
package import KeylessCIHalf
import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Matches every job of the CI half with the roles of the AWS half.
package struct Matcher {
  private let aws: AWSHalf
  private let ci: CIHalf
  private let defaultBranch: String?
  private let questions: TrustQuestions
  private let universes = Universes()

  package init(
    aws: AWSHalf,
    ci: CIHalf,
    issuers: KnownIssuers = KnownIssuers(),
    defaultBranch: String? = nil
  ) {
    self.aws = aws
    self.ci = ci
    self.defaultBranch = defaultBranch
    questions = TrustQuestions(issuers)
  }

  /// In the order of the jobs.
  package func all() -> [Handshake] { ci.jobs.flatMap(handshakes) }

  private func handshakes(_ job: CIJob) -> [Handshake] {
    if job.requests.isEmpty {
      return job.tokens.isEmpty ? [] : [withoutRequest(job)]
    }
    return job.requests.flatMap { request in handshakes(job, request) }
  }

  /// A token that asks for no role as far as these files say.
  private func withoutRequest(_ job: CIJob) -> Handshake {
    let isDelivered = job.tokens.contains { !$0.deliveries.isEmpty }
    let span = job.tokens.first?.span ?? job.name.span
    let problem = HandshakeProblem(
      isDelivered ? .unknown : .notDelivered,
      isDelivered
        ? "the job hands its token on, and these files do not say for which role"
        : "the job gets a token and hands it to nothing",
      at: span,
      help: isDelivered
        ? nil : "write it to a file and set `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN`, or take the token away"
    )
    return Handshake(job: job, request: nil, role: nil, verdict: .unknown, runs: [], problems: [problem])
  }

  private func handshakes(_ job: CIJob, _ request: RoleRequest) -> [Handshake] {
    let reference = RoleReference(request.role)
    let all = aws.roles.map { (role: $0, match: reference.matches($0)) }
    let same = all.filter { $0.match == .same }.map(\.role)
    if !same.isEmpty { return same.map { handshake(job, request, $0, isSure: true) } }
    let possible = all.filter { $0.match == .possible }.map(\.role)
    // Where the ARN is open, only roles that the job's issuer is trusted by can be meant.
    let meant =
      reference.resource == nil && possible.count > 1
      ? possible.filter { JobDoor(job, $0, questions) != nil } : possible
    if !meant.isEmpty { return meant.map { handshake(job, request, $0, isSure: false) } }
    return [nobody(job, request, reference)]
  }

  private func nobody(_ job: CIJob, _ request: RoleRequest, _ reference: RoleReference) -> Handshake {
    let problem: HandshakeProblem
    if reference.isMalformed {
      problem = HandshakeProblem(
        .malformedRole,
        "`\(request.role.source)` is no ARN of a role",
        at: request.role.span,
        help: "write `arn:aws:iam::ACCOUNT:role/NAME`"
      )
    } else if aws.roles.isEmpty || reference.name == nil {
      let why = request.role.unknowns.first ?? "no role of these files is meant by `\(request.role.source)`"
      problem = HandshakeProblem(.unknown, why, at: request.role.span)
    } else {
      problem = HandshakeProblem(
        .noSuchRole,
        "no role of these files is `\(request.role.source)`",
        at: request.role.span,
        help: nearest(reference).map { "did you mean `\($0)`?" }
      )
    }
    return Handshake(
      job: job,
      request: request,
      role: nil,
      verdict: problem.kind == .malformedRole ? .refused : .unknown,
      runs: [],
      problems: [problem] + JobToken.problems(job, request)
    )
  }

  private func nearest(_ reference: RoleReference) -> String? {
    guard let name = reference.name else { return nil }
    return Spelling.nearest(to: name, among: aws.roles.compactMap { $0.name?.value })
  }

  private func handshake(_ job: CIJob, _ request: RoleRequest, _ role: AWSRole, isSure: Bool) -> Handshake {
    var problems = JobToken.problems(job, request)
    func answer(_ verdict: Handshake.Verdict, _ runs: [Handshake.RunMatch] = []) -> Handshake {
      Handshake(job: job, request: request, role: role, verdict: verdict, runs: runs, problems: problems)
    }
    if let part = request.sessionName.flatMap(SessionName.illegalPart), request.way != .action {
      problems.append(
        HandshakeProblem(
          .sessionName,
          "STS refuses the session name where `\(part)` holds other characters than letters, digits and `_+=,.@-`",
          at: request.sessionName?.span ?? request.span,
          help: "build it from ids, such as `$CI_PROJECT_ID-$CI_JOB_ID`"
        )
      )
    }
    guard let door = JobDoor(job, role, questions) else {
      problems += refusedByIssuer(job, request, role)
      return answer(problems.contains { $0.kind == .unknown } ? .unknown : .refused)
    }
    let audiences = JobToken.audiences(job, request)
    problems += AudienceCheck(job, request, role, door, audiences, aws.providers).problems
    if job.runs.isEmpty {
      problems.append(HandshakeProblem(.neverRuns, "the job never runs", at: job.name.span))
      return answer(.refused)
    }
    var runs: [Handshake.RunMatch] = []
    for run in job.runs {
      let region = RunRegion(job, run, request, defaultBranch: defaultBranch)
      do {
        let match = try door.match(region.region, audiences, universes)
        runs.append(Handshake.RunMatch(run: run, match: match))
        problems += RunProblems(job, run, door, match, region.unknowns).all.filter { !problems.contains($0) }
      } catch {
        problems.append(HandshakeProblem(.unknown, "\(error)", at: run.span, other: role.span))
      }
    }
    return answer(verdict(runs, problems, job))
  }

  private func refusedByIssuer(_ job: CIJob, _ request: RoleRequest, _ role: AWSRole) -> [HandshakeProblem] {
    switch role.trust {
    case .unknown(let places):
      return places.prefix(1).map { HandshakeProblem(.unknown, $0.reason, at: $0.span, other: request.span) }
    case .broken(let diagnostics):
      return diagnostics.prefix(1).map {
        HandshakeProblem(.unknown, $0.message.description, at: $0.primary.span, other: request.span)
      }
    case .exact, .bounds:
      let issuer = JobIssuer.issuer(of: job) ?? "the job's issuer"
      return [
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

  private func verdict(
    _ runs: [Handshake.RunMatch],
    _ problems: [HandshakeProblem],
    _ job: CIJob
  ) -> Handshake.Verdict {
    let kinds = Set(problems.map(\.kind))
    if !kinds.isDisjoint(with: [.noToken, .notDelivered, .audienceOfProvider]) { return .refused }
    if runs.isEmpty { return .unknown }
    if runs.allSatisfy({ $0.match.outcome == .none }) { return .refused }
    if runs.allSatisfy({ $0.match.outcome == .all }) { return .opens }
    return runs.contains { $0.match.outcome == .all || $0.match.outcome == .some } ? .partly : .unknown
  }
}
