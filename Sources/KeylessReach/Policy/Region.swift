/// What a condition, a statement or a policy admits of one form: surely, and possibly.
///
/// The two differ where something is unknown; then the truth lies between them (DESIGN, "Exact or unknown").
struct Region: Sendable {
  var sure: BoxSet
  var possible: BoxSet
  /// Why the two may differ, each once.
  var unknowns: [String]

  init(_ exact: BoxSet) {
    sure = exact
    possible = exact
    unknowns = []
  }

  init(sure: BoxSet, possible: BoxSet, unknowns: [String]) {
    self.sure = sure
    self.possible = possible
    self.unknowns = unknowns
  }

  var isExact: Bool { unknowns.isEmpty }

  static func nothing(_ domain: [Factor]) -> Region { Region(.nothing(domain)) }
  static func everything(_ domain: [Factor]) -> Region { Region(.everything(domain)) }

  static func unknown(_ domain: [Factor], _ reason: String) -> Region {
    Region(sure: .nothing(domain), possible: .everything(domain), unknowns: [reason])
  }

  func intersection(_ other: Region, _ work: Work) throws(TooComplex) -> Region {
    try combined(other) { left, right throws(TooComplex) in try left.intersection(right, work) }
  }

  func union(_ other: Region, _ work: Work) throws(TooComplex) -> Region {
    try combined(other) { left, right throws(TooComplex) in try left.union(right, work) }
  }

  /// What is surely left is what was surely there without what is possibly taken, and the other way round.
  func subtracting(_ other: Region, _ work: Work) throws(TooComplex) -> Region {
    let left = try sure.subtracting(other.possible, work)
    if isExact, other.isExact { return Region(left) }
    return Region(
      sure: left,
      possible: try possible.subtracting(other.sure, work),
      unknowns: joined(other)
    )
  }

  private func combined(
    _ other: Region,
    _ how: (BoxSet, BoxSet) throws(TooComplex) -> BoxSet
  ) throws(TooComplex) -> Region {
    let both = try how(sure, other.sure)
    if isExact, other.isExact { return Region(both) }
    return Region(sure: both, possible: try how(possible, other.possible), unknowns: joined(other))
  }

  private func joined(_ other: Region) -> [String] {
    unknowns + other.unknowns.filter { !unknowns.contains($0) }
  }
}
