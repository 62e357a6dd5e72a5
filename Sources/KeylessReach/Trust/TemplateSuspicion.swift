import KeylessPlatforms
import KeylessPolicy
import KeylessSource

/// What custom subjects that were not tried could open, and to whom: an upper bound over all of them.
///
/// Used by one analysis; what it has computed it keeps.
final class TemplateSuspicion {
  private let policy: CompiledPolicy
  private let request: PolicyRequest
  private let universe: TrustUniverse
  private let owners: Owners
  private let work: Work
  private var opened: [Opened]?

  private struct Opened {
    var form: Form
    var region: PolicyRegion
    var people: PeopleRegions
  }

  /// Whom a custom subject could let into a statement.
  enum Opening {
    case nobody
    /// Those who can write to a project of the owner's, if its owner sets the subject.
    case own
    case others
  }

  init(policy: CompiledPolicy, provider: String, universe: TrustUniverse, owners: Owners, work: Work) {
    self.policy = policy
    request = TrustReach.request(provider)
    self.universe = universe
    self.owners = owners
    self.work = work
  }

  /// The strangers and colleagues whom some custom subject could let in, beyond those who are known to get in.
  func classes(beyond known: Set<PeopleClass>) throws(TooComplex) -> [PeopleClass] {
    var wanted: [PeopleClass] = []
    let subjects = AskedSubjects(policy, request, universe, owners)
    if universe.isShared, !known.contains(.stranger), !subjects.spellOwner { wanted.append(.stranger) }
    let areColleagues = !universe.isShared || !owners.names.isEmpty || !owners.ownerIDs.isEmpty
    if areColleagues, !known.contains(.colleague), !subjects.spellProject { wanted.append(.colleague) }
    if wanted.isEmpty { return [] }
    var found: [PeopleClass] = []
    for open in try all() {
      let possible = try open.region.reach(work).possible
      if possible.isEmpty { continue }
      for kind in wanted where !found.contains(kind) {
        if try !open.people.part(kind, of: possible, work).withinLimits(open.form).isEmpty { found.append(kind) }
      }
      if found.count == wanted.count { break }
    }
    return wanted.filter(found.contains)
  }

  /// Whom a custom subject could let in by one statement.
  func opening(of statement: Int) throws -> Opening {
    var out = Opening.nobody
    for open in try all() {
      guard let possible = open.region.statements[statement]?.possible.withinLimits(open.form), !possible.isEmpty else {
        continue
      }
      out = .own
      let isOthers = try [PeopleClass.stranger, .colleague].contains { kind in
        try !open.people.part(kind, of: possible, work).withinLimits(open.form).isEmpty
      }
      if isOthers { return .others }
    }
    return out
  }

  private func all() throws(TooComplex) -> [Opened] {
    if let opened { return opened }
    let subjects = OpenSubjects(universe.platform, issuer: universe.issuer)
    var out: [Opened] = []
    for form in subjects.areAny ? universe.forms : [] {
      // Which layout a repository has does not matter to a subject that is its own.
      if form.token?.layout == .immutable && universe.forms.contains(where: { $0.token?.layout == .classic }) {
        continue
      }
      if form.domain.contains(where: \.isEmpty) { continue }
      for open in subjects.forms(form) {
        let region = try PolicyRegion(policy, request, open, work)
        if region.statements.allSatisfy({ $0?.possible.isEmpty != false }) { continue }
        let people = try PeopleRegions(
          open,
          owners,
          universe.platform.ownership,
          isShared: universe.isShared,
          work
        )
        out.append(Opened(form: open, region: region, people: people))
      }
    }
    opened = out
    return out
  }
}
