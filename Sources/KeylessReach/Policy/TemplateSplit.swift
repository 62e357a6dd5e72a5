import KeylessPlatforms

/// Turns "the text of this template is in a language" into disjoint boxes over the template's components.
///
/// The language's deterministic automaton is run across the template; a component's value decides in which state it is
/// left, so the values that leave it in different states are apart from each other. States from which the rest of the
/// template is treated alike are joined again, which keeps the boxes few and their languages whole.
struct TemplateSplit {
  private let language: Language
  private let segments: [KeySource.Segment]
  private let domain: [Factor]
  private let work: Work
  private var known: [Place: [Assignment]] = [:]
  private var readings: [ClaimTemplate.Escape: Automaton] = [:]

  /// Values of components; each text is one combination of them.
  typealias Assignment = [Int: Language]

  /// Everything the answer depends on.
  struct Question: Hashable {
    var language: Language
    var segments: [KeySource.Segment]
    var values: [Language]
  }

  private struct Place: Hashable {
    var segment: Int
    var state: Int
  }

  static func boxes(
    _ language: Language,
    across segments: [KeySource.Segment],
    domain: [Factor],
    _ work: Work
  ) throws(TooComplex) -> BoxSet {
    let values = segments.compactMap { segment -> Language? in
      if case .component(let index, _) = segment { domain[index].language } else { nil }
    }
    let question = Question(language: language, segments: segments, values: values)
    let assignments: [Assignment]
    if let known = work.splits[question] {
      assignments = known
    } else {
      var split = TemplateSplit(language: language, segments: segments, domain: domain, work: work)
      assignments = try split.assignments(0, language.start)
      work.splits[question] = assignments
    }
    let boxes = assignments.map { assignment in
      var box = Box.full(domain.count)
      for (index, language) in assignment where domain[index] != .text(language) {
        box.factors[index] = .text(language)
      }
      return box
    }
    try work.check(boxes: boxes.count)
    return BoxSet(boxes, domain: domain)
  }

  private init(language: Language, segments: [KeySource.Segment], domain: [Factor], work: Work) {
    self.language = language
    self.segments = segments
    self.domain = domain
    self.work = work
  }

  private mutating func assignments(_ segment: Int, _ state: Int) throws(TooComplex) -> [Assignment] {
    if language.isDead(state) { return [] }
    guard segment < segments.count else { return language.isAccepting(state) ? [[:]] : [] }
    let place = Place(segment: segment, state: state)
    if let known = known[place] { return known }
    let found: [Assignment]
    switch segments[segment] {
    case .literal(let bytes): found = try assignments(segment + 1, language.step(state, bytes))
    case .component(let index, let escape): found = try component(index, escape, segment, state)
    }
    known[place] = found
    return found
  }

  private mutating func component(
    _ index: Int,
    _ escape: ClaimTemplate.Escape,
    _ segment: Int,
    _ state: Int
  ) throws(TooComplex) -> [Assignment] {
    if let tail = tail(after: segment) { return try last(index, escape, tail, state) }
    // In order of first appearance, so that one policy always gives the same boxes.
    var order: [[Assignment]] = []
    var languages: [[Assignment]: Language] = [:]
    for piece in try pieces(index, escape, segment, state) {
      let rest = try assignments(segment + 1, piece.state)
      if rest.isEmpty { continue }
      if let before = languages[rest] {
        languages[rest] = try work.combine(before, piece.language, .either)
      } else {
        order.append(rest)
        languages[rest] = piece.language
      }
    }
    var out: [Assignment] = []
    for rest in order {
      guard let values = languages[rest] else { continue }
      for assignment in rest {
        var assignment = assignment
        // The component stands in the template twice: both places hold the same value.
        let both = try assignment[index].map { other throws(TooComplex) in
          try work.combine(values, other, .both)
        }
        assignment[index] = both ?? values
        if both?.isEmpty != true { out.append(assignment) }
      }
      try work.check(boxes: out.count)
    }
    return out
  }

  /// The literal behind the last component; nil when another component follows.
  private func tail(after segment: Int) -> [UInt8]? {
    var out: [UInt8] = []
    for segment in segments[(segment + 1)...] {
      guard case .literal(let bytes) = segment else { return nil }
      out += bytes
    }
    return out
  }

  private func last(
    _ index: Int,
    _ escape: ClaimTemplate.Escape,
    _ tail: [UInt8],
    _ state: Int
  ) throws(TooComplex) -> [Assignment] {
    var tally = Tally()
    let texts = language.language(from: state, &tally) { language.isAccepting(language.step($0, tail)) }
    try work.spend(tally.states)
    if texts.isEmpty { return [] }
    let values = try work.combine(Self.unescaped(texts, escape), domain[index].language, .both)
    return values.isEmpty ? [] : [[index: values]]
  }

  private mutating func pieces(
    _ index: Int,
    _ escape: ClaimTemplate.Escape,
    _ segment: Int,
    _ state: Int
  ) throws(TooComplex) -> [(state: Int, language: Language)] {
    let values = domain[index].language
    try work.spend(values.stateCount)
    // Most states do not survive the literal behind the component.
    var literal: [UInt8] = []
    if segment + 1 < segments.count, case .literal(let bytes) = segments[segment + 1] { literal = bytes }
    let pieces = try language.pieces(from: state, within: values, reading: reading(escape), budget: work.budget) {
      !language.isDead(language.step($0, literal))
    }
    // Each piece was cut out of the whole product.
    for piece in pieces { try work.spend(8 * piece.language.stateCount) }
    return pieces
  }

  /// The language as it reads values that are written with a substitution; made once, it is as big as the language.
  private mutating func reading(_ escape: ClaimTemplate.Escape) -> Automaton {
    guard let substitution = Self.substitution(escape) else { return language.automaton }
    if let known = readings[escape] { return known }
    let made = language.automaton.reading(substitution)
    readings[escape] = made
    return made
  }

  /// The values whose written form is in the language: an inverse homomorphism.
  private static func unescaped(_ language: Language, _ escape: ClaimTemplate.Escape) -> Language {
    substitution(escape).map(language.preimage) ?? language
  }

  private static func substitution(_ escape: ClaimTemplate.Escape) -> Language.Substitution? {
    switch escape {
    case .none: nil
    case .colon: (byte: UInt8(ascii: ":"), text: Array("%3A".utf8))
    }
  }
}
