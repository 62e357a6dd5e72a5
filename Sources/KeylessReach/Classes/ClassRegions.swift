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
    var owned: [Box?] = []
    if let owner = ownership.owner {
      for name in owners.names { owned.append(try box(owner.component, Self.texts(owner, name, work))) }
    }
    if let id = ownership.ownerID {
      for value in owners.ownerIDs { owned.append(try box(id, .text(Array(value.utf8)))) }
    }
    var named: [Box?] = []
    for project in owners.projects {
      var whole: Box? = Box.full(count)
      for (component, value) in project {
        guard let one = try box(component, .textIgnoringCase(Array(value.utf8))), let before = whole else {
          whole = nil
          break
        }
        whole = try before.intersection(one, work)
      }
      // A form that lacks a part of the name is none of this project.
      named.append(project.keys.allSatisfy { form.place(of: $0) != nil } ? whole : nil)
    }
    if let id = ownership.projectID {
      for value in owners.projectIDs { named.append(try box(id, .text(Array(value.utf8)))) }
    }
    self.owned = try set(owned)
    assigned = form.components.indices.filter { index in
      guard let kind = form.token?.component(form.components[index].name)?.kind else { return false }
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
    assigned.contains { box.factors[$0]?.language.isFinite == true }
  }

  /// Names on a platform differ by more than case.
  private static func texts(_ owner: Ownership.Part, _ name: String, _ work: Work) throws(TooComplex) -> Language {
    switch owner.cut {
    case .whole: .textIgnoringCase(Array(name.utf8))
    case .firstSegment: try work.pathsBelow(name)
    }
  }
}
