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
    let words = HintedWords(policy, work)
    var boxes: [DescribedBox] = []
    var classes: Set<PeopleClass> = []
    var witnesses: [Witness] = []
    var nearest: [Witness] = []
    var trustsNames = false
    let search = WitnessSearch(policies: [policy] + resourceControl, provider: provider, universe: universe, work: work)
    var parts: [TrustReach.FormReach] = []
    for part in reach.forms {
      let form = part.form
      if part.sure.isEmpty {
        parts.append(part)
        continue
      }
      let isDefault = form.subjectTemplate == nil || form.subjectTemplate == declared
      let regions = try PeopleRegions(
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
        classes.insert(kind)
        if witnesses.contains(where: { $0.kind == kind }) { continue }
        guard let witness = try search.witness(kind, in: people, form, owners) else { continue }
        witnesses.append(witness)
        if let refused = try search.refused(beside: witness, part) { nearest.append(refused) }
      }
      for box in part.sure.boxes {
        boxes.append(try words.described(box, form, found[box] ?? []))
      }
    }
    var unknowns = reach.unknowns
    // The set says that they get in, and nobody of them can be shown.
    for kind in PeopleClass.allCases where classes.contains(kind) && !witnesses.contains(where: { $0.kind == kind }) {
      unknowns.append("no \(kind.rawValue) could be named as a witness")
    }
    let suspicion = TemplateSuspicion(
      policy: policy,
      provider: provider,
      universe: universe,
      owners: owners,
      work: work
    )
    for kind in try suspicion.classes(beyond: classes) {
      unknowns.append("subject templates: a custom subject that was not tried may let in a \(kind.rawValue)")
    }
    return ReachAnswer(
      universe: universe,
      extent: try extent(parts),
      classes: PeopleClass.allCases.filter(classes.contains),
      boxes: DescribedBox.joined(boxes),
      witnesses: PeopleClass.allCases.compactMap { kind in witnesses.first { $0.kind == kind } },
      nearest: nearest,
      dead: try DeadStatements(policy, universe, reach, parts, suspicion, work).all(),
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
      if try leavesOutSomebody(part) { return .some }
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

  /// A quick look at the usual reach: one box, and a value of one component that is not in it.
  private func leavesOutSomebody(_ part: TrustReach.FormReach) throws(TooComplex) -> Bool {
    guard part.sure.boxes.count == 1, let box = part.sure.boxes.first else { return false }
    for (component, factor) in zip(part.form.components, box.factors) where component.origin != .caller {
      guard let factor, case .text(let language) = factor.values else { continue }
      let others = try work.combine(component.domain.language, language, .left)
      if others.shortest(within: component.longest) != nil { return true }
    }
    return false
  }

  private func restsOnNames(_ people: BoxSet, _ form: Form) throws(TooComplex) -> Bool {
    let ownership = universe.platform.ownership
    let ids = [ownership.projectID, ownership.ownerID].compactMap(\.self).compactMap(form.place)
    guard universe.isShared else { return false }
    return people.boxes.contains { box in
      ids.allSatisfy { box.factors[$0]?.language.isPinned != true }
    }
  }
}

extension BoxSet {
  func meets(_ box: Box, _ work: Work) throws(TooComplex) -> Bool {
    for other in boxes where try other.intersection(box, work) != nil { return true }
    return false
  }
}
