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

  /// Whether a condition asks for any value at all because its own is not known: the bound in which it does so is no
  /// text of a file.
  func isOpen(_ condition: ConditionTrace) -> Bool {
    !unknowns.isEmpty && condition.expected.contains("*")
      && !sure.document.statements.flatMap(\.conditions).contains { clause in
        clause.span == condition.span && clause.values.map(\.value.text) == condition.expected
      }
  }

  /// One answer per run.
  ///
  /// Throws `TooComplex`, and `PlatformError` for an issuer the platform does not have.
  func matches(_ runs: [RunRegion], _ audiences: [String]?, _ universes: Universes) throws -> [RegionMatch] {
    let matches = try matches(runs.map(\.region), audiences, universes)
    return zip(runs, matches).map { run, match in
      if match.outcome == .some {
        // The region is larger than the job: those who are refused may be none of it, and so may those who are let in.
        if let reason = run.unknowns.first { return match.unknown([reason]) }
        if let key = run.loose.first(where: isAsked) {
          return match.unknown(["what the job has as `\(key)` is not known well enough"])
        }
      }
      return run.illegalName == nil ? match : match.onSome()
    }
  }

  /// Whether the policy asks for it, as a key of its own or as a claim.
  func isAsked(_ key: String) -> Bool {
    let claim = ConditionKeyMap.prefix(of: issuer) + ":" + key
    return document.contextKeys.contains { $0 == ConditionKey(key) || $0 == ConditionKey(claim) }
  }

  /// Whether the policy asks for a claim, or for a subject that may hold it.
  func isSpelled(_ claim: String) -> Bool {
    isAsked(claim)
      || document.statements.flatMap(\.conditions).flatMap(\.values).contains { $0.value.text.contains(claim) }
  }

  private func matches(
    _ regions: [PipelineRegion],
    _ audiences: [String]?,
    _ universes: Universes
  ) throws -> [RegionMatch] {
    let most = try matches(possible, document, regions, audiences, universes)
    if unknowns.isEmpty { return most }
    let least = try matches(sure, sure.document, regions, audiences, universes)
    // Where both bounds say the same it is so; else it depends on what is not known.
    return zip(least, most).map { $0.outcome == $1.outcome ? $1 : $1.unknown(unknowns.map(\.reason)) }
  }

  private func matches(
    _ policy: CompiledPolicy,
    _ document: PolicyDocument,
    _ regions: [PipelineRegion],
    _ audiences: [String]?,
    _ universes: Universes
  ) throws -> [RegionMatch] {
    func answer(_ template: [String]?) throws -> [RegionMatch] {
      let universe = try universes.universe(
        platform: platform,
        issuer: issuer,
        audiences: audiences,
        templates: template.map { [$0] } ?? [],
        policies: [document]
      )
      return try RegionMatch.matches(policy, provider: provider, regions, in: universe)
    }
    var best = try answer(nil)
    for template in SubjectGuess(document, platform, issuer: issuer).templates {
      if RegionMatch.rank(best) == 0 { break }
      let other = try answer(template)
      if RegionMatch.rank(other) >= RegionMatch.rank(best) { continue }
      let (component, words) = SubjectGuess.words(template)
      best = other.map { $0.assuming(component, words) }
    }
    return best
  }
}
