import KeylessPlatforms

/// The pipelines of one form by who could cause them; together all, and apart from each other.
struct ClassRegions {
  private let owned: BoxSet
  private let named: BoxSet
  private let shown: BoxSet
  private let isShared: Bool
  /// Components that the platform assigns, so that nobody can choose one that is asked for.
  private let assigned: [Int]
  private let form: Form

  init(_ form: Form, _ owners: Owners, _ ownership: Ownership, isShared: Bool, _ work: Work) throws(TooComplex) {
    self.form = form
    self.isShared = isShared
    let count = form.components.count
    func box(_ name: String, _ language: Language) throws(TooComplex) -> Box? {
      guard let index = form.place(of: name), case .text(let all) = form.components[index].domain.values else {
        return nil
      }
      let both = try work.combine(language, all, .both)
      return both.isEmpty ? nil : .only(index, .text(both), of: count)
    }
    func set(_ boxes: [Box?]) throws(TooComplex) -> BoxSet {
      var out = BoxSet.nothing(form.domain)
      for box in boxes { if let box { out = try out.union(BoxSet([box], domain: form.domain), work) } }
      return out
    }
    func texts(_ values: [String]) -> Language { .texts(values.map { Array($0.utf8) }) }
    var owned: [Box?] = []
    if let owner = ownership.owner {
      owned.append(try box(owner.component, Self.texts(owner, owners.names, work)))
    }
    if let id = ownership.ownerID { owned.append(try box(id, texts(owners.ownerIDs))) }
    var named: [Box?] = []
    for (last, values, others) in Self.grouped(owners.projects, by: ownership.project) {
      // A form that lacks a part of the name is none of these projects.
      guard form.place(of: last) != nil, others.keys.allSatisfy({ form.place(of: $0) != nil }) else { continue }
      var whole = try box(last, .textsIgnoringCase(values.map { Array($0.utf8) }))
      for (component, value) in others {
        guard let one = try box(component, .textIgnoringCase(Array(value.utf8))), let before = whole else {
          whole = nil
          break
        }
        whole = try before.intersection(one, work)
      }
      named.append(whole)
    }
    if let id = ownership.projectID { named.append(try box(id, texts(owners.projectIDs))) }
    self.owned = try set(owned)
    assigned = form.components.indices.filter { index in
      let name = form.components[index].name
      if ownership.tenantIDs.contains(name) { return true }
      guard let kind = form.token?.component(name)?.kind else { return false }
      return kind == .uuid || kind == .bracedUUID
    }
    self.named = try set(named)
    shown = try set(
      ownership.protection.map { mark throws(TooComplex) in
        try box(mark.component, .text(Array(mark.value.utf8)))
      }
    )
  }

  /// The part of a reach that this class could cause.
  func part(_ kind: PeopleClass, of reach: BoxSet, _ work: Work) throws(TooComplex) -> BoxSet {
    switch kind {
    case .stranger:
      // On an issuer of the owner's own nobody else can have a project.
      guard isShared else { return .nothing(form.domain) }
      return try reach.subtracting(owned, work).subtracting(named, work).filtered { !isAssigned($0) }
    case .colleague:
      let within = isShared ? try reach.intersection(owned, work) : reach
      let pinned = isShared ? reach.filtered(isAssigned) : .nothing(form.domain)
      return try within.union(pinned, work).subtracting(named, work)
    case .contributor: return try reach.intersection(named, work).subtracting(shown, work)
    case .protected: return try reach.intersection(named, work).intersection(shown, work)
    }
  }

  private func isAssigned(_ box: Box) -> Bool {
    assigned.contains { box.factors[$0]?.language.isPinned == true }
  }

  /// Projects that differ only in the last part of their name belong into one box, of which every set operation is
  /// cheaper than of hundreds.
  private static func grouped(
    _ projects: [[String: String]],
    by parts: [String]
  ) -> [(last: String, values: [String], others: [String: String])] {
    var groups: [(last: String, values: [String], others: [String: String])] = []
    var places: [[String: String]: Int] = [:]
    for project in projects {
      guard let last = parts.last(where: { project[$0] != nil }), let value = project[last] else { continue }
      let others = project.filter { $0.key != last }
      if let place = places[others], groups[place].last == last {
        groups[place].values.append(value)
      } else {
        places[others] = groups.count
        groups.append((last, [value], others))
      }
    }
    return groups
  }

  /// Names on a platform differ by more than case.
  private static func texts(_ owner: Ownership.Part, _ names: [String], _ work: Work) throws(TooComplex) -> Language {
    switch owner.cut {
    case .whole: return .textsIgnoringCase(names.map { Array($0.utf8) })
    case .firstSegment:
      var all: [Language] = []
      for name in names { all.append(try work.pathsBelow(name)) }
      return try work.union(all)
    }
  }
}
