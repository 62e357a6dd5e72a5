package import KeylessIntent
import KeylessPlatforms
package import KeylessPolicy
import KeylessSource

/// The reach of a trust policy beside the set that its owner wants, both ways.
///
/// What only the caller chooses (a session name) keeps nobody out and lets nobody in.
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

  /// `provider` is the ARN that the policy's principal is asked with: the one of the role's own account.
  ///
  /// `ofAnyAudience`: a policy that others wrote may let in tokens for another audience than the intent's.
  ///
  /// Throws `TooComplex` beyond the bounds of `work`, `PlatformError` for an issuer or subject the platform lacks, and
  /// `Witness.Disagreement` where the evaluator says otherwise of an example.
  package init(
    _ policy: CompiledPolicy,
    resourceControl: [CompiledPolicy] = [],
    provider: String,
    beside role: Role,
    of intent: Intent,
    ofAnyAudience: Bool = false,
    work: Work = Work()
  ) throws {
    let platform = intent.issuer.platform.platform
    // A declared subject replaces the default one on the owner's projects; a stranger has the one of his choice.
    let declared = intent.subject.isCustom(intent.issuer.platform) ? intent.subject.components : nil
    let found = SubjectTemplates(policy.document, platform, issuer: intent.issuer.url)
    universe = try TrustUniverse(
      platform: platform,
      issuer: intent.issuer.url,
      audiences: ofAnyAudience ? nil : [intent.audience],
      templates: found.templates.filter { $0 != declared } + (declared.map { [$0] } ?? []),
      policies: [policy.document] + resourceControl.map(\.document)
    )
    let reach = try TrustReach(
      policy,
      resourceControl: resourceControl,
      provider: provider,
      in: universe,
      work: work
    )
    var unknowns = reach.unknowns
    var (tooMany, tooFew): ((form: Form, point: Point)?, (form: Form, point: Point)?)
    var isUnknown = false
    for part in reach.forms {
      let sides = try Sides(part, role, intent, isOwn: part.form.subjectTemplate == declared, work)
      let (extra, missing) = (try sides.extra(universe, work), try sides.missing(universe, work))
      tooMany = tooMany ?? extra.counterexample
      tooFew = tooFew ?? missing.counterexample
      if extra.holds == nil || missing.holds == nil { isUnknown = true }
    }
    let replay = IntentReplay(policies: [policy] + resourceControl, provider: provider)
    if let tooMany { try replay.check(tooMany, isAllowed: true) }
    if let tooFew { try replay.check(tooFew, isAllowed: false) }
    if tooMany == nil, universe.isShared {
      let suspicion = TemplateSuspicion(
        policy: policy,
        provider: provider,
        universe: universe,
        owners: Owners(names: intent.ownerNames, areGiven: true),
        work: work
      )
      // A colleague's project is one that the intent may mean; a stranger's never is.
      if try !suspicion.classes(beyond: [.colleague]).isEmpty {
        unknowns.append("subject templates: a custom subject that was not tried may let in somebody else")
        isUnknown = true
      }
    }
    (self.tooMany, self.tooFew, self.isUnknown, self.unknowns) = (tooMany, tooFew, isUnknown, unknowns)
  }

  /// What a form lets in and what it should, with some choice of the caller.
  private struct Sides {
    let part: TrustReach.FormReach
    let (sure, possible): (BoxSet, BoxSet)
    /// Should get in.
    let wanted: BoxSet
    /// May get in without a word about it: on a form that is not the owner's own, the owner's projects, which never
    /// have its subject.
    let excused: BoxSet

    init(
      _ part: TrustReach.FormReach,
      _ role: Role,
      _ intent: Intent,
      isOwn: Bool,
      _ work: Work
    ) throws(TooComplex) {
      self.part = part
      sure = try part.sure.freed(part.form, work)
      possible = try part.possible.freed(part.form, work)
      if isOwn {
        wanted = try IntentReach.boxes(role, part.form, work)
        excused = wanted
      } else {
        wanted = .nothing(part.form.domain)
        excused = try IntentReach.projects(intent, part.form, work)
      }
    }

    func extra(_ universe: TrustUniverse, _ work: Work) throws(TooComplex) -> Inclusion {
      try Inclusion(sure: sure, possible: possible, inSure: excused, possible: excused, part.form, work) { box in
        universe.point(in: box, of: part.form).flatMap { part.form.chosen($0, in: part.sure) }
      }
    }

    func missing(_ universe: TrustUniverse, _ work: Work) throws(TooComplex) -> Inclusion {
      try Inclusion(sure: wanted, possible: wanted, inSure: sure, possible: possible, part.form, work) { box in
        universe.point(in: box, of: part.form)
      }
    }
  }
}

extension Intent {
  /// Names of owners: the declared one, else those that the projects of the intent begin with.
  fileprivate var ownerNames: [String] {
    if let owner { return [owner.value] }
    var names: [String] = []
    for pattern in roles.flatMap(\.admits).compactMap(\.project) {
      guard let first = pattern.value.literals.first, let slash = first.firstIndex(of: "/") else { continue }
      let name = String(first[..<slash])
      if !names.contains(name) { names.append(name) }
    }
    return names
  }
}
