import KeylessPolicy

/// Says what a factor leaves of its component.
struct FactorWords {
  let component: Component
  let work: Work
  /// What the policy itself spells for the component.
  let hints: LanguageWords.Hints

  /// Nil: any value.
  func words(_ factor: Factor) throws(TooComplex) -> String? {
    if factor == component.domain { return nil }
    var parts: [String] = []
    if let values = try values(factor.values) { parts.append(values) } else { parts.append("any value") }
    if factor.values.isEmpty { parts = [] }
    if factor.unreadable { parts.append("a text of another type") }
    if factor.absent { parts.append("missing") }
    return LanguageWords.joined(parts)
  }

  private func values(_ values: Factor.Values) throws(TooComplex) -> String? {
    switch values {
    case .text(let language):
      return try LanguageWords(domain: component.domain.language, hints: hints, work: work).words(language)
    case .numbers(let set): return set.isAll ? nil : Self.ranges(set) { $0.description }
    case .dates(let set): return set.isAll ? nil : Self.ranges(set) { $0.description }
    case .addresses(let set):
      if set == .all { return nil }
      let blocks = set.blocks.map(\.description)
      return blocks.count > 8
        ? "\(blocks.prefix(8).joined(separator: ", ")) and \(blocks.count - 8) more blocks"
        : LanguageWords.joined(blocks)
    case .lists: return "a list that the policy restricts"
    }
  }

  /// Each interval by its ends; an end that belongs to it is said to.
  private static func ranges<Bound>(_ set: IntervalSet<Bound>, _ text: (Bound) -> String) -> String {
    LanguageWords.joined(
      set.intervals.map { interval in
        if case .before(let low) = interval.lower, case .after(let high) = interval.upper, low == high {
          return "exactly \(text(low))"
        }
        var parts: [String] = []
        switch interval.lower {
        case .before(let low): parts.append("from \(text(low)) on")
        case .after(let low): parts.append("above \(text(low))")
        case .beforeAll, .afterAll: break
        }
        switch interval.upper {
        case .before(let high): parts.append("below \(text(high))")
        case .after(let high): parts.append("up to \(text(high))")
        case .beforeAll, .afterAll: break
        }
        return parts.joined(separator: " and ")
      }
    )
  }
}
