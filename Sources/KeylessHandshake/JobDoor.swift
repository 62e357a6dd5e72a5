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
  ///
  /// Without a host of its own the job may be of any instance that the role trusts.
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
    if let found = own.first(where: { $0.issuer == issuer })
      ?? own.first(where: { job.host == nil || Self.isSlug($0.issuer, of: issuer) })
    {
      (provider, self.issuer, platform) = (found.arn, found.issuer, found.platform)
    } else if let issuer, TrustQuestion.isOpen(document), let platform = Platform.named(job.platform.description) {
      // A provider of any name is trusted, the job's own among them.
      let arn = "arn:\(OwnAccount.partition):iam::\(OwnAccount.id):oidc-provider/\(ConditionKeyMap.prefix(of: issuer))"
      (provider, self.issuer, self.platform) = (arn, issuer, platform)
    } else {
      return nil
    }
    self.sure = CompiledPolicy(sure)
    possible = CompiledPolicy(document)
  }

  /// An enterprise of github.com can have an issuer of its own, with its name behind the common one.
  private static func isSlug(_ issuer: String, of common: String?) -> Bool {
    guard let common, common == Platform.github.defaultIssuer else { return false }
    let rest = issuer.utf8.dropFirst(common.utf8.count)
    return issuer.utf8.starts(with: common.utf8) && rest.first == UInt8(ascii: "/") && rest.count > 1
      && !rest.dropFirst().contains(UInt8(ascii: "/"))
  }

  func explain(_ context: RequestContext) -> Decision {
    possible.explain(TrustReach.request(provider, context))
  }

  /// Throws `TooComplex`, and `PlatformError` for an issuer the platform does not have.
  func match(_ run: RunRegion, _ audiences: [String]?, _ universes: Universes) throws -> RegionMatch {
    let match = try match(run.region, audiences, universes)
    if match.outcome == .some {
      // The region is larger than the job: those who are refused may be none of it, and so may those who are let in.
      if let reason = run.unknowns.first { return match.unknown([reason]) }
      if let key = run.loose.first(where: isAsked) {
        return match.unknown(["what the job has as `\(key)` is not known well enough"])
      }
    }
    return run.illegalName == nil ? match : match.onSome()
  }

  /// Whether the policy asks for it, as a key of its own or as a claim.
  private func isAsked(_ key: String) -> Bool {
    let claim = ConditionKeyMap.prefix(of: issuer) + ":" + key
    return document.contextKeys.contains { $0 == ConditionKey(key) || $0 == ConditionKey(claim) }
  }

  private func match(
    _ region: PipelineRegion,
    _ audiences: [String]?,
    _ universes: Universes
  ) throws -> RegionMatch {
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
    var best = try match(policy, region, audiences, universes, template: nil)
    for template in SubjectGuess(document, platform, issuer: issuer).templates {
      if best.rank == 0 { break }
      let (component, words) = SubjectGuess.words(template)
      let other = try match(policy, region, audiences, universes, template: template)
      if other.rank < best.rank { best = other.assuming(component, words) }
    }
    return best
  }

  private func match(
    _ policy: CompiledPolicy,
    _ region: PipelineRegion,
    _ audiences: [String]?,
    _ universes: Universes,
    template: [String]?
  ) throws -> RegionMatch {
    let universe = try universes.universe(
      platform: platform,
      issuer: issuer,
      audiences: audiences,
      templates: template.map { [$0] } ?? [],
      policies: [policy.document]
    )
    return try RegionMatch.match(policy, provider: provider, region, in: universe)
  }
}
