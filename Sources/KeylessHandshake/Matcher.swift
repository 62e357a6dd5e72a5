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
  package func all() -> [Handshake] { HandshakeParts(ci.jobs.flatMap(handshakes)).joined }

  private func handshakes(_ job: CIJob) -> [Handshake] {
    if job.requests.isEmpty {
      return IdleToken(job, aws.providers)?.problem.map { problem in
        [Handshake(job: job, request: nil, role: nil, verdict: .unknown, runs: [], problems: [problem])]
      } ?? []
    }
    return job.requests.flatMap { request in handshakes(job, request) }
  }

  private func handshakes(_ job: CIJob, _ request: RoleRequest) -> [Handshake] {
    let reference = RoleReference(request.role)
    let all = aws.roles.map { (role: $0, match: reference.matches($0)) }
    let same = all.filter { $0.match == .same }.map(\.role)
    if !same.isEmpty { return same.map { handshake(job, request, $0, doubt: nil) } }
    let possible = all.filter { $0.match == .possible }.map(\.role)
    // Where the ARN is open, only roles that the job's issuer is trusted by can be meant.
    let meant = reference.resource == nil ? possible.filter { mayTrust($0, job) } : possible
    let doubt = RoleSearch(aws.roles, reference, request).doubt
    // With path and name told only the account is open, and that is the one the files are applied to.
    if meant.count == 1 { return [handshake(job, request, meant[0], doubt: reference.resource == nil ? doubt : nil)] }
    let problem =
      meant.isEmpty
      ? RoleSearch(aws.roles, reference, request).problem(isServed: aws.roles.contains { mayTrust($0, job) })
      : doubt.among(meant)
    return [
      Handshake(
        job: job,
        request: request,
        role: nil,
        verdict: problem.kind == .malformedRole ? .refused : .unknown,
        runs: [],
        problems: [problem] + JobToken.problems(job, request)
      )
    ]
  }

  /// Whether the role speaks of the job's issuer, or may do so.
  private func mayTrust(_ role: AWSRole, _ job: CIJob) -> Bool {
    switch role.trust {
    case .exact, .bounds: JobDoor(job, role, questions) != nil
    case .unknown: true
    case .broken: false
    }
  }

  /// With a doubt the role is the only one that can be meant, and another may be: then nothing is refused for sure.
  private func handshake(
    _ job: CIJob,
    _ request: RoleRequest,
    _ role: AWSRole,
    doubt: HandshakeProblem?
  ) -> Handshake {
    var problems = JobToken.problems(job, request)
    func answer(_ verdict: Handshake.Verdict, _ runs: [Handshake.RunMatch] = []) -> Handshake {
      guard let doubt else {
        return Handshake(job: job, request: request, role: role, verdict: verdict, runs: runs, problems: problems)
      }
      let isSure = verdict != .refused && verdict != .partly
      return Handshake(
        job: job,
        request: request,
        role: role,
        verdict: isSure ? verdict : .unknown,
        runs: runs,
        problems: [doubt] + problems,
        isGuess: true
      )
    }
    guard let door = JobDoor(job, role, questions) else {
      problems += IssuerProblem(job, request, role, questions).all
      return answer(problems.contains { $0.kind == .unknown } ? .unknown : .refused)
    }
    if let length = SessionLength.problem(request, role) { problems.append(length) }
    let audiences = JobToken.audiences(job, request)
    problems += AudienceCheck(job, request, role, door, audiences, aws.providers).problems
    let all = request.runs ?? job.runs
    if all.isEmpty {
      problems.append(HandshakeProblem(.neverRuns, "the job never runs", at: job.name.span))
      return answer(.refused)
    }
    let regions = all.map { RunRegion(job, $0, request, door, defaultBranch: defaultBranch) }
    let runs: [Handshake.RunMatch]
    do {
      runs = zip(all, try door.matches(regions, audiences, universes)).map(Handshake.RunMatch.init)
    } catch {
      problems.append(HandshakeProblem(.unknown, "\(error)", at: request.span, other: role.span))
      return answer(.unknown)
    }
    for (run, region) in zip(runs, regions) {
      let own = RunProblems(job, run.run, request, door, run.match, region).all
      problems += own.filter { !problems.contains($0) }
    }
    return answer(verdict(runs, problems), runs)
  }

  private func verdict(
    _ runs: [Handshake.RunMatch],
    _ problems: [HandshakeProblem]
  ) -> Handshake.Verdict {
    let kinds = Set(problems.map(\.kind))
    if !kinds.isDisjoint(with: [.noToken, .notDelivered, .audienceOfProvider, .duration]) { return .refused }
    let outcomes = Set(runs.map(\.match.outcome))
    let isIn = !outcomes.isDisjoint(with: [.all, .some])
    let isOut = !outcomes.isDisjoint(with: [.none, .some])
    // Both are sure, whatever the runs do of which nothing is.
    if isIn, isOut { return .partly }
    if outcomes.isEmpty || outcomes.contains(.unknown) { return .unknown }
    if kinds.contains(.tokenUnknown) { return isIn ? .unknown : .refused }
    return isIn ? .opens : .refused
  }
}
