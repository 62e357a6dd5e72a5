import KeylessPlatforms

/// The pipelines of one form by who could cause them, where an id may be pinned beside the name of somebody else.
///
/// An id alone does not say whose it is. With given owners it is theirs only where their name is possible beside it.
struct PeopleRegions {
  private let regions: ClassRegions
  private let aliens: Aliens?

  /// How pipelines of other owners are told from the given ones'.
  private struct Aliens {
    /// As if no id were known.
    var regions: ClassRegions
    var place: Int
    /// Values of the owner's component that the given owners have.
    var own: Language
    /// Those of owners whom the policy spells and who are not among the given.
    var foreign: BoxSet
  }

  init(_ form: Form, _ owners: Owners, _ ownership: Ownership, isShared: Bool, _ work: Work) throws(TooComplex) {
    regions = try ClassRegions(form, owners, ownership, isShared: isShared, work)
    guard owners.areGiven, isShared, !owners.projectIDs.isEmpty || !owners.ownerIDs.isEmpty,
      let owner = ownership.owner, let place = form.place(of: owner.component),
      // The owner's name is no id of its own.
      owner.component != ownership.ownerID
    else {
      aliens = nil
      return
    }
    var nameless = owners
    nameless.projectIDs = []
    nameless.ownerIDs = []
    let others = try Self.texts(owner, owners.foreign.sorted(), work)
    let foreign = try work.combine(others, form.components[place].domain.language, .both)
    aliens = Aliens(
      regions: try ClassRegions(form, nameless, ownership, isShared: isShared, work),
      place: place,
      own: try Self.texts(owner, owners.names, work),
      foreign: BoxSet(
        foreign.isEmpty ? [] : [.only(place, .text(foreign), of: form.components.count)],
        domain: form.domain
      )
    )
  }

  /// The part of a reach that this class could cause.
  func part(_ kind: PeopleClass, of reach: BoxSet, _ work: Work) throws(TooComplex) -> BoxSet {
    guard let aliens else { return try regions.part(kind, of: reach, work) }
    let spelled = try reach.intersection(aliens.foreign, work)
    let rest = try reach.subtracting(aliens.foreign, work)
    func isAlien(_ box: Box) -> Bool {
      guard case .text(let names)? = box.factors[aliens.place]?.values else { return false }
      return names.isDisjoint(with: aliens.own)
    }
    let theirs = try spelled.union(rest.filtered(isAlien), work)
    return try regions.part(kind, of: rest.filtered { !isAlien($0) }, work)
      .union(aliens.regions.part(kind, of: theirs, work), work)
  }

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
