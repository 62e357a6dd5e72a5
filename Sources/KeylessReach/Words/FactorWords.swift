import KeylessPolicy

/// Says what a factor leaves of its component.
struct FactorWords {
  let component: Component
  let hints: [(words: String, language: Language)]
  let work: Work

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
    case .numbers(let set): return set.isAll ? nil : Self.ranges(set.intervals.map { ("\($0.lower)", "\($0.upper)") })
    case .dates(let set): return set.isAll ? nil : Self.ranges(set.intervals.map { ("\($0.lower)", "\($0.upper)") })
    case .addresses(let set):
      if set == .all { return nil }
      let blocks = set.blocks.map(\.description)
      return blocks.count > 8
        ? "\(blocks.prefix(8).joined(separator: ", ")) and \(blocks.count - 8) more blocks"
        : LanguageWords.joined(blocks)
    case .lists: return "a list that the policy restricts"
    }
  }

  private static func ranges(_ ranges: [(String, String)]) -> String {
    LanguageWords.joined(ranges.map { "from \($0.0) to \($0.1)" })
  }
}
