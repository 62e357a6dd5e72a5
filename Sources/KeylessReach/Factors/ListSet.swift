/// A set of lists of texts, for a key that may have several values.
///
/// A list that is there is empty, has one value, or has two and more. Lists of two and more are a disjoint union of
/// pieces "every value within A, and some value in each of B₁…Bₖ" (DESIGN, "Reach is computed").
package struct ListSet: Hashable, Sendable {
  /// Whether the key may be there with no value.
  package var empty: Bool
  /// The lists of exactly one value.
  package var one: Language
  package var many: [Piece]

  package struct Piece: Hashable, Sendable {
    package var all: Language
    package var meeting: [Language]

    var isEmpty: Bool { all.isEmpty || meeting.contains(where: \.isEmpty) }
  }

  package static let nothing = ListSet(empty: false, one: .none, many: [])
  package static let everything = ListSet(empty: true, one: .anything, many: [Piece(all: .anything, meeting: [])])

  var isEmpty: Bool { !empty && one.isEmpty && many.isEmpty }

  /// Every value is in the language; so it is in a list without values.
  static func all(_ language: Language) -> ListSet {
    ListSet(empty: true, one: language, many: language.isEmpty ? [] : [Piece(all: language, meeting: [])])
  }

  /// Some value is in the language.
  static func some(_ language: Language) -> ListSet {
    ListSet(
      empty: false,
      one: language,
      many: language.isEmpty ? [] : [Piece(all: .anything, meeting: [language])]
    )
  }

  func intersection(_ other: ListSet, _ work: Work) throws(TooComplex) -> ListSet {
    var pieces: [Piece] = []
    for left in many {
      for right in other.many {
        if let piece = try Self.meet(left, right, work) { pieces.append(piece) }
        try work.check(boxes: pieces.count)
      }
    }
    return ListSet(empty: empty && other.empty, one: try work.combine(one, other.one, .both), many: pieces)
  }

  func subtracting(_ other: ListSet, _ work: Work) throws(TooComplex) -> ListSet {
    var pieces = many
    for right in other.many {
      var left: [Piece] = []
      for piece in pieces { left += try Self.difference(piece, right, work) }
      try work.check(boxes: left.count)
      pieces = left
    }
    return ListSet(empty: empty && !other.empty, one: try work.combine(one, other.one, .left), many: pieces)
  }

  func union(_ other: ListSet, _ work: Work) throws(TooComplex) -> ListSet {
    ListSet(
      empty: empty || other.empty,
      one: try work.combine(one, other.one, .either),
      many: many + (try other.subtracting(self, work)).many
    )
  }

  private static func meet(_ left: Piece, _ right: Piece, _ work: Work) throws(TooComplex) -> Piece? {
    let all = try work.combine(left.all, right.all, .both)
    var piece = Piece(all: all, meeting: [])
    for met in left.meeting + right.meeting {
      let within = try work.combine(met, all, .both)
      // What is met anyway is no condition.
      if within != all, !piece.meeting.contains(within) { piece.meeting.append(within) }
    }
    return piece.isEmpty ? nil : piece
  }

  /// Left without right, as disjoint pieces: some value outside A; else all within A, and none in B₁; else one in B₁,
  /// and none in B₂; and so on.
  private static func difference(_ left: Piece, _ right: Piece, _ work: Work) throws(TooComplex) -> [Piece] {
    var out: [Piece] = []
    let outside = try work.combine(left.all, right.all, .left)
    if !outside.isEmpty, let piece = try meet(left, Piece(all: .anything, meeting: [outside]), work) {
      out.append(piece)
    }
    guard var rest = try meet(left, Piece(all: right.all, meeting: []), work) else { return out }
    for met in right.meeting {
      let without = Piece(all: try work.combine(.anything, met, .left), meeting: [])
      if let piece = try meet(rest, without, work) { out.append(piece) }
      guard let with = try meet(rest, Piece(all: .anything, meeting: [met]), work) else { return out }
      rest = with
    }
    return out
  }
}
