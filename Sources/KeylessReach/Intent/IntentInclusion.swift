package import KeylessIntent
import KeylessPlatforms
package import KeylessPolicy
import KeylessSource

/// The reach of a trust policy beside the set that its owner wants, both ways.
package struct IntentInclusion: Sendable {
  package let universe: TrustUniverse
  /// Gets in and should not.
  package let tooMany: (form: Form, point: Point)?
  /// Should get in and cannot.
  package let tooFew: (form: Form, point: Point)?
  /// Why the comparison is not exact; empty when it is.
  package let unknowns: [String]
  private let isUnknown: Bool

  /// Whether both sets are the same, surely.
  package var holds: Bool { tooMany == nil && tooFew == nil && !isUnknown }

  /// `provider` is the ARN that the policy's principal is asked with.
  ///
  /// Throws `TooComplex` beyond the bounds of `work`, and `PlatformError` for an issuer or subject the platform lacks.
  package init(
    _ policy: CompiledPolicy,
    provider: String,
    beside role: Role,
    of intent: Intent,
    work: Work = Work()
  ) throws {
    guard let platform = Platform.named(intent.issuer.platform.rawValue) else {
      preconditionFailure("every platform of an intent is a platform")
    }
    // A declared subject replaces the default one: then only its forms are minted.
    let isCustom = intent.subject.isCustom(intent.issuer.platform)
    universe = try TrustUniverse(
      platform: platform,
      issuer: intent.issuer.url,
      audiences: [intent.audience],
      templates: isCustom ? [intent.subject.components] : [],
      policies: [policy.document]
    )
    let reach = try TrustReach(policy, provider: provider, in: universe, work: work)
    unknowns = reach.unknowns
    var (tooMany, tooFew): ((form: Form, point: Point)?, (form: Form, point: Point)?)
    var isUnknown = false
    for part in reach.forms where (part.form.subjectTemplate != nil) == isCustom {
      let wanted = try IntentReach.boxes(role, part.form, work)
      let (extra, missing) = try Self.both(part, wanted, universe, work)
      tooMany = tooMany ?? extra.counterexample
      tooFew = tooFew ?? missing.counterexample
      if extra.holds == nil || missing.holds == nil { isUnknown = true }
    }
    (self.tooMany, self.tooFew, self.isUnknown) = (tooMany, tooFew, isUnknown)
  }

  private static func both(
    _ part: TrustReach.FormReach,
    _ wanted: BoxSet,
    _ universe: TrustUniverse,
    _ work: Work
  ) throws(TooComplex) -> (extra: Inclusion, missing: Inclusion) {
    let extra = try Inclusion(
      sure: part.sure,
      possible: part.possible,
      inSure: wanted,
      possible: wanted,
      part.form,
      work
    ) { universe.point(in: $0, of: part.form) }
    let missing = try Inclusion(
      sure: wanted,
      possible: wanted,
      inSure: part.sure,
      possible: part.possible,
      part.form,
      work
    ) { universe.point(in: $0, of: part.form) }
    return (extra, missing)
  }
}
