import KeylessAWSHalf
import KeylessCIHalf
import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// The provider of a job's issuer in a role's trust policy, and the policy behind it.
struct JobDoor {
  let document: PolicyDocument
  /// The policy where every unknown is resolved against admission; the same one when nothing is unknown.
  private let sure: CompiledPolicy
  private let possible: CompiledPolicy
  /// The provider's ARN as the policy names it.
  let provider: String
  let issuer: String
  let platform: Platform
  let unknowns: [UnknownPlace]

  /// Nil where no statement speaks of the job's issuer, or where nothing is known of the policy.
  init?(_ job: CIJob, _ role: AWSRole, _ questions: TrustQuestions) {
    let sure: PolicyDocument
    switch role.trust {
    case .exact(let exact): (sure, document, unknowns) = (exact, exact, [])
    case .bounds(let least, let most, let places): (sure, document, unknowns) = (least, most, places)
    case .unknown, .broken: return nil
    }
    guard let question = questions.question(document) else { return nil }
    let own = question.providers.filter { $0.platform.id == job.platform }
    let issuer = JobIssuer.issuer(of: job)
    // Without a host of its own the job may be of any instance that the role trusts.
    guard let found = own.first(where: { $0.issuer == issuer }) ?? (job.host == nil ? own.first : nil) else {
      return nil
    }
    provider = found.arn
    self.issuer = found.issuer
    platform = found.platform
    self.sure = CompiledPolicy(sure)
    possible = CompiledPolicy(document)
  }

  func explain(_ context: RequestContext) -> Decision {
    possible.explain(TrustReach.request(provider, context))
  }

  /// Throws `TooComplex`, and `PlatformError` for an issuer the platform does not have.
  func match(_ region: PipelineRegion, _ audiences: [String]?, _ universes: Universes) throws -> RegionMatch {
    let most = try match(possible, document, region, audiences, universes)
    if unknowns.isEmpty { return most }
    let least = try match(sure, sure.document, region, audiences, universes)
    // Where both bounds say the same it is so; else it depends on what is not known.
    return least.outcome == most.outcome ? most : most.unknown(unknowns.map(\.reason))
  }

  private func match(
    _ policy: CompiledPolicy,
    _ document: PolicyDocument,
    _ region: PipelineRegion,
    _ audiences: [String]?,
    _ universes: Universes
  ) throws -> RegionMatch {
    let universe = try universes.universe(
      platform: platform,
      issuer: issuer,
      audiences: audiences,
      policies: [document]
    )
    return try RegionMatch.match(policy, provider: provider, region, in: universe)
  }
}
