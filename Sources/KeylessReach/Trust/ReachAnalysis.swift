import KeylessPlatforms
package import KeylessPolicy
import KeylessSource

/// Computes who can get in.
package struct ReachAnalysis {
  private let policy: CompiledPolicy
  private let resourceControl: [CompiledPolicy]
  private let provider: String
  private let universe: TrustUniverse
  private let work: Work

  package init(
    _ policy: CompiledPolicy,
    resourceControl: [CompiledPolicy] = [],
    provider: String,
    in universe: TrustUniverse,
    work: Work = Work()
  ) {
    self.policy = policy
    self.resourceControl = resourceControl
    self.provider = provider
    self.universe = universe
    self.work = work
  }

  /// Throws `TooComplex`, or a `Witness.Disagreement` when the two engines do not agree about a witness.
  ///
  /// A declared subject template is what the owner's projects have set, so their contributors have it too.
  package func answer(owners given: Owners = Owners(), declared: [String]? = nil) throws -> ReachAnswer {
    let reach = try TrustReach(
      policy,
      resourceControl: resourceControl,
      provider: provider,
      in: universe,
      work: work
    )
    var owners = given
    try owners.learn(from: policy, TrustReach.request(provider), universe, work)
    owners.learn(from: reach)
    let words = try HintedWords(policy, universe, work)
    var boxes: [DescribedBox] = []
    var classes: Set<PeopleClass> = []
    var witnesses: [Witness] = []
    var nearest: [Witness] = []
    var trustsNames = false
    var parts: [TrustReach.FormReach] = []
    for part in reach.forms {
      let form = part.form
      if part.sure.isEmpty {
        parts.append(part)
        continue
      }
      let isDefault = form.subjectTemplate == nil || form.subjectTemplate == declared
      let regions = try ClassRegions(
        form,
        owners,
        universe.platform.ownership,
        isShared: universe.isShared,
        work
      )
      var part = part
      if !isDefault {
        // On the owner's own projects the template is what its owner has set, which is not this one.
        let others = try regions.part(.stranger, of: part.sure, work)
          .union(regions.part(.colleague, of: part.sure, work), work)
        part.sure = try others.withinLimits(form).merged(work)
        // A template that lets in nobody new is not worth a line.
        let isNews = try [PeopleClass.stranger, .colleague].contains { kind in
          try !classes.contains(kind) && !regions.part(kind, of: part.sure, work).isEmpty
        }
        if !isNews, !parts.allSatisfy(\.sure.isEmpty) { continue }
      }
      parts.append(part)
      var found: [Box: [PeopleClass]] = [:]
      for kind in PeopleClass.allCases {
        let people = try regions.part(kind, of: part.sure, work).withinLimits(form)
        guard !people.isEmpty else { continue }
        if kind != .stranger, try restsOnNames(people, form) { trustsNames = true }
        for box in part.sure.boxes where try people.meets(box, work) { found[box, default: []].append(kind) }
        if witnesses.contains(where: { $0.kind == kind }) {
          classes.insert(kind)
          continue
        }
        if let witness = try witness(kind, in: people, form, owners) {
          classes.insert(kind)
          witnesses.append(witness)
          if let refused = try refused(beside: witness, part) { nearest.append(refused) }
        }
      }
      for box in part.sure.boxes {
        boxes.append(try words.described(box, form, found[box] ?? []))
      }
    }
    var unknowns = reach.unknowns
    if !classes.contains(.stranger), universe.isShared, try mayOpenByTemplate(owners) {
      unknowns.append("subject templates: a custom subject that was not tried may let in a stranger")
    }
    return ReachAnswer(
      universe: universe,
      extent: try extent(parts),
      classes: PeopleClass.allCases.filter(classes.contains),
      boxes: DescribedBox.joined(boxes),
      witnesses: PeopleClass.allCases.compactMap { kind in witnesses.first { $0.kind == kind } },
      nearest: nearest,
      dead: try DeadStatements(policy, universe, reach, parts, work).all(),
      spoken: policy.document.statements.indices.filter { index in
        policy.document.statements[index].effect.value == .allow
          && policy.speaks(index, of: TrustReach.request(provider))
      }.map { $0 + 1 },
      owners: owners,
      unknowns: unknowns,
      trustsNames: trustsNames,
      opensToRequests: parts.contains { part in
        part.sure.boxes.contains { MergeRequests.areIn($0, part.form) }
      }
    )
  }

  /// Everyone: every pipeline of the default forms, whatever only the caller chooses.
  private func extent(_ parts: [TrustReach.FormReach]) throws(TooComplex) -> ReachAnswer.Extent {
    if parts.allSatisfy({ $0.sure.isEmpty }) { return .empty }
    for part in parts where part.form.subjectTemplate == nil {
      var open = BoxSet.nothing(part.form.domain)
      for box in part.sure.boxes {
        var box = box
        for (index, component) in part.form.components.enumerated() where component.origin == .caller {
          box.factors[index] = nil
        }
        open = try open.union(BoxSet([box], domain: part.form.domain), work)
      }
      if try !open.complement(work).withinLimits(part.form).isEmpty { return .some }
    }
    return .everyone
  }

  /// Whether some custom subject, however it goes on behind its first key, could let in a stranger.
  private func mayOpenByTemplate(_ owners: Owners) throws(TooComplex) -> Bool {
    let request = TrustReach.request(provider)
    let subjects = OpenSubjects(universe.platform, issuer: universe.issuer)
    let asked = try askedSubjects(request)
    // A subject that begins with the owner's own project is no stranger's, however it goes on.
    let start = asked.commonPrefix
    let own = owners.names.flatMap { name in ["project_path:\(name)/", "repo:\(name)/", "repo:\(name)@"] }
    if own.contains(where: { start.starts(with: $0.utf8) }) { return false }
    for form in universe.forms {
      // Which layout and which context a repository has does not matter to a subject that is its own.
      if form.token?.layout == .immutable || form.token?.name == "pull_request" { continue }
      if form.domain.contains(where: \.isEmpty) { continue }
      for open in subjects.forms(form, beginning: asked) {
        let region = try PolicyRegion(policy, request, open, work).reach(work)
        guard !region.possible.isEmpty else { continue }
        let regions = try ClassRegions(open, owners, universe.platform.ownership, isShared: true, work)
        if try !regions.part(.stranger, of: region.possible, work).withinLimits(open).isEmpty { return true }
      }
    }
    return false
  }

  /// Every subject that some `Allow` statement asks for; anything where one asks for none.
  private func askedSubjects(_ request: PolicyRequest) throws(TooComplex) -> Language {
    let key = ConditionKey(universe.prefix + ":sub")
    var out = Language.none
    for (index, statement) in policy.document.statements.enumerated()
    where statement.effect.value == .allow && policy.speaks(index, of: request) {
      let clause = statement.conditions.first { clause in
        clause.key.value == key && !clause.test.value.comparison.isNegated
          && clause.values.allSatisfy { $0.value.variables.isEmpty }
      }
      guard let clause else { return .anything }
      for value in clause.values {
        guard case .text(let text) = value.value.operand,
          let language = try ValueLanguage.language(
            text,
            clause.test.value.comparison.comparison,
            { _ in .absent },
            work
          )
        else { return .anything }
        out = try work.combine(out, language, .either)
      }
    }
    return out
  }

  private func witness(
    _ kind: PeopleClass,
    in people: BoxSet,
    _ form: Form,
    _ owners: Owners
  ) throws -> Witness? {
    let chooser = PointChooser(
      platform: universe.platform,
      issuer: universe.issuer,
      form: form,
      kind: kind,
      owners: owners
    )
    for box in people.boxes {
      guard let point = chooser.point(in: box) else { continue }
      let witness = made(kind, form, point)
      try check(witness, isAllowed: true)
      return witness
    }
    return nil
  }

  private func made(_ kind: PeopleClass, _ form: Form, _ point: Point) -> Witness {
    let pipeline = universe.pipeline(of: point, form)
    return Witness(kind: kind, form: form, point: point, pipeline: pipeline, context: form.context(of: point))
  }

  /// The witness with one component changed so that it is refused; nil where every neighbour gets in.
  private func refused(beside witness: Witness, _ part: TrustReach.FormReach) throws -> Witness? {
    for (index, component) in witness.form.components.enumerated() where component.origin == .pipeline {
      var outside = component.domain
      for box in part.possible.boxes {
        guard let factor = box.factors[index] else {
          outside = Factor(component.domain.values.none)
          break
        }
        outside = try outside.subtracting(factor, work)
      }
      guard case .text(let language) = outside.values, let text = language.shortest(within: component.longest) else {
        continue
      }
      var point = witness.point
      point.values[index] = .text(text)
      guard !part.possible.contains(point) else { continue }
      let refused = made(witness.kind, witness.form, point)
      try check(refused, isAllowed: false)
      return refused
    }
    return nil
  }

  /// The exact evaluator's word on a pipeline; the two engines check each other on every run.
  private func check(_ witness: Witness, isAllowed: Bool) throws {
    let request = TrustReach.request(provider, witness.context)
    let allowed = ([policy] + resourceControl).allSatisfy { $0.decide(request) == .allow }
    guard allowed != isAllowed else { return }
    let keys = witness.context.all.map { "\($0.key)=\($0.values.joined(separator: ","))" }.joined(separator: " ")
    let text =
      "the reach says \(isAllowed ? "allowed" : "refused") and the evaluator \(allowed ? "allowed" : "refused"): \(keys)"
    assertionFailure(text)
    throw Witness.Disagreement(description: text)
  }

  private func restsOnNames(_ people: BoxSet, _ form: Form) throws(TooComplex) -> Bool {
    let ownership = universe.platform.ownership
    let ids = [ownership.projectID, ownership.ownerID].compactMap(\.self).compactMap(form.place)
    guard universe.isShared else { return false }
    return people.boxes.contains { box in
      ids.allSatisfy { box.factors[$0]?.language.isFinite != true }
    }
  }
}

extension BoxSet {
  func meets(_ box: Box, _ work: Work) throws(TooComplex) -> Bool {
    for other in boxes where try other.intersection(box, work) != nil { return true }
    return false
  }
}
