/// Where a fact comes from when the caller does not give it.
struct Supply: Sendable {
  let fact: String
  let source: Source
  let condition: FactCondition

  init(_ fact: String, _ source: Source, when condition: FactCondition = .always) {
    self.fact = fact
    self.source = source
    self.condition = condition
  }

  enum Source: Sendable {
    case value(FactValue)
    /// Put together from other facts; not supplied while one of them is missing.
    case template([ClaimTemplate.Segment])
    /// Made up from other facts, and always the same for the same ones.
    case uuid(from: [String])
    case bracedUUID(from: [String])
    case commit(from: [String])
    /// A prefix and a made-up number.
    case id(String, from: [String])
  }

  /// The value for these facts; nil where there is none.
  func value(in sheet: FactSheet) -> FactValue? {
    guard condition.holds(in: sheet) else { return nil }
    switch source {
    case .value(let value): return value
    case .template(let segments):
      return ClaimTemplate(segments).render(sheet.facts.mapValues(\.written)).map(FactValue.text)
    case .uuid(let facts): return seed(facts, sheet).map { .text(StableNumber.uuid(fact, $0)) }
    case .bracedUUID(let facts): return seed(facts, sheet).map { .text("{\(StableNumber.uuid(fact, $0))}") }
    case .commit(let facts): return seed(facts, sheet).map { .text(StableNumber.commit("\(fact) \($0)")) }
    case .id(let prefix, let facts): return seed(facts, sheet).map { .text(prefix + StableNumber.id(fact, $0)) }
    }
  }

  private func seed(_ facts: [String], _ sheet: FactSheet) -> String? {
    let values = facts.compactMap { sheet.facts[$0]?.written }
    return values.count == facts.count ? values.joined(separator: "\n") : nil
  }
}
