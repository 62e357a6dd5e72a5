package import KeylessPolicy

/// The values that one component of a pipeline or a request may have: a set, in the form that its type calls for.
///
/// The three parts (absent, there but unreadable for the type, there and readable) are apart from each other, so every
/// operation works on each of them alone.
package struct Factor: Hashable, Sendable {
  /// Whether the component may be missing.
  package var absent: Bool
  /// Whether it may hold a text that its type cannot read: no number, no date, no address.
  package var unreadable: Bool
  package var values: Values

  package enum Values: Hashable, Sendable {
    case text(Language)
    case numbers(IntervalSet<ExactDecimal>)
    case dates(IntervalSet<PolicyDate>)
    case addresses(AddressSet)
    /// Several values at once.
    case lists(ListSet)
  }

  package init(_ values: Values, unreadable: Bool = false, absent: Bool = false) {
    self.values = values
    self.unreadable = unreadable
    self.absent = absent
  }

  package static func text(_ language: Language, absent: Bool = false) -> Factor {
    Factor(.text(language), absent: absent)
  }

  package var isEmpty: Bool { !absent && !unreadable && values.isEmpty }

  /// The language of a text component; nothing for another type.
  package var language: Language {
    if case .text(let language) = values { language } else { .none }
  }

  package func intersection(_ other: Factor, _ work: Work) throws(TooComplex) -> Factor {
    Factor(
      try values.combined(other.values, work, .both),
      unreadable: unreadable && other.unreadable,
      absent: absent && other.absent
    )
  }

  package func subtracting(_ other: Factor, _ work: Work) throws(TooComplex) -> Factor {
    Factor(
      try values.combined(other.values, work, .left),
      unreadable: unreadable && !other.unreadable,
      absent: absent && !other.absent
    )
  }

  package func union(_ other: Factor, _ work: Work) throws(TooComplex) -> Factor {
    Factor(
      try values.combined(other.values, work, .either),
      unreadable: unreadable || other.unreadable,
      absent: absent || other.absent
    )
  }
}

extension Factor.Values {
  enum Combination { case both, left, either }

  var isEmpty: Bool {
    switch self {
    case .text(let set): set.isEmpty
    case .numbers(let set): set.isEmpty
    case .dates(let set): set.isEmpty
    case .addresses(let set): set.isEmpty
    case .lists(let set): set.isEmpty
    }
  }

  /// Factors of one component always have one type; two types together are a mistake of this room.
  func combined(_ other: Self, _ work: Work, _ how: Combination) throws(TooComplex) -> Self {
    switch (self, other) {
    case (.text(let left), .text(let right)):
      return .text(try work.combine(left, right, how))
    case (.numbers(let left), .numbers(let right)):
      switch how {
      case .both: return .numbers(left.intersection(right))
      case .left: return .numbers(left.subtracting(right))
      case .either: return .numbers(left.union(right))
      }
    case (.dates(let left), .dates(let right)):
      switch how {
      case .both: return .dates(left.intersection(right))
      case .left: return .dates(left.subtracting(right))
      case .either: return .dates(left.union(right))
      }
    case (.addresses(let left), .addresses(let right)):
      switch how {
      case .both: return .addresses(left.intersection(right))
      case .left: return .addresses(left.subtracting(right))
      case .either: return .addresses(left.union(right))
      }
    case (.lists(let left), .lists(let right)):
      switch how {
      case .both: return .lists(try left.intersection(right, work))
      case .left: return .lists(try left.subtracting(right, work))
      case .either: return .lists(try left.union(right, work))
      }
    default: throw TooComplex(bound: .mixedTypes)
    }
  }
}
