import KeylessPlatforms
import KeylessPolicy
import KeylessSource

/// Finds the `Allow` statements that nobody can ever meet, and says why.
struct DeadStatements {
  private let policy: CompiledPolicy
  private let universe: TrustUniverse
  private let reach: TrustReach
  /// With the custom forms as far as somebody else gets in by them.
  private let parts: [TrustReach.FormReach]
  private let suspicion: TemplateSuspicion
  private let work: Work

  init(
    _ policy: CompiledPolicy,
    _ universe: TrustUniverse,
    _ reach: TrustReach,
    _ parts: [TrustReach.FormReach],
    _ suspicion: TemplateSuspicion,
    _ work: Work
  ) {
    self.parts = parts
    self.policy = policy
    self.universe = universe
    self.reach = reach
    self.suspicion = suspicion
    self.work = work
  }

  func all() throws -> [DeadStatement] {
    var out: [DeadStatement] = []
    for (index, statement) in policy.document.statements.enumerated() where statement.effect.value == .allow {
      let isMetByCustom = parts.contains { part in
        part.form.subjectTemplate != nil && !part.sure.isEmpty && part.statements[index] == true
      }
      guard Self.isUnmet(index, by: reach), !isMetByCustom else { continue }
      let opening = try suspicion.opening(of: index)
      if opening == .others { continue }
      let reason = try reason(statement.conditions, opening)
      out.append(DeadStatement(number: index + 1, sid: statement.sid?.value, reason: reason))
    }
    return out
  }

  /// Whether a statement speaks of the exchange, and no token with a default subject meets it.
  static func isUnmet(_ statement: Int, by reach: TrustReach) -> Bool {
    let met = reach.forms.filter { $0.form.subjectTemplate == nil }.compactMap { $0.statements[statement] }
    return !met.isEmpty && !met.contains(true)
  }

  /// The first condition that fails in every form by itself; else that they contradict each other.
  private func reason(
    _ conditions: [ConditionClause],
    _ opening: TemplateSuspicion.Opening
  ) throws(TooComplex) -> String {
    for clause in conditions {
      var isMet = false
      for form in universe.forms where !isMet {
        let region = try ConditionRegion.region(clause, form, within: .everything(form.domain), work)
        isMet = !region.possible.withinLimits(form).isEmpty
      }
      if !isMet { return try reason(clause, opening) }
    }
    let keys = conditions.map { "`\($0.key.value)`" }
    return
      "its conditions contradict each other: no token meets those on \(LanguageWords.joined(Array(Set(keys)).sorted())) together"
  }

  private func reason(
    _ clause: ConditionClause,
    _ opening: TemplateSuspicion.Opening
  ) throws(TooComplex) -> String {
    let key = clause.key.value
    let written = clause.values.map(\.value.text)
    let list = LanguageWords.joined(written.map { "`\(TerminalWords.escaped($0))`" })
    if opening == .own, key == ConditionKey("\(universe.prefix):sub") {
      let verb = clause.test.value.comparison.isNegated ? "is other than" : "is"
      let start = "no default subject of \(universe.platform.title) \(verb) \(list); "
      guard let template = try customTemplate(clause) else { return start + "only a custom subject could be" }
      let spelled = template.map { "\"\($0)\"" }.joined(separator: ", ")
      return start + "the custom subject template [\(spelled)] would give it"
    }
    var absences: [String] = []
    for form in universe.forms {
      if case .absent(let why) = form.source(of: key), !absences.contains(why) { absences.append(why) }
    }
    if let why = absences.first, universe.forms.allSatisfy({ Self.isAbsent($0, key) }) {
      let rule =
        clause.test.value.comparison == .null ? "the condition asks for it" : "so \(clause.test.value) never matches"
      return "\(why), \(rule)"
    }
    if clause.test.value.comparison == .null {
      let holder = universe.isClaim(key) ? "token of \(universe.platform.title)" : "such request"
      return "`\(key)` is in every \(holder), so \(clause.test.value) never finds it missing"
    }
    if clause.test.value.comparison.isNegated {
      return "every token of \(universe.platform.title) has \(list) for `\(key)`, which \(clause.test.value) refuses"
    }
    guard universe.isClaim(key) else {
      return "`\(key)` can never be \(list)"
    }
    if let mistake = mistaken(written) { return mistake }
    if let wildcard = written.first(where: {
      $0.utf8.contains(UInt8(ascii: "*")) || $0.utf8.contains(UInt8(ascii: "?"))
    }),
      [.text, .textIgnoringCase].contains(clause.test.value.comparison.comparison)
    {
      return
        "under \(clause.test.value) a `*` or `?` is the character itself, and no token of \(universe.platform.title) has `\(key)` `\(TerminalWords.escaped(wildcard))`; StringLike knows wildcards"
    }
    return "no token of \(universe.platform.title) has `\(key)` \(list)" + expected(key)
  }

  private static func isAbsent(_ form: Form, _ key: ConditionKey) -> Bool {
    if case .absent = form.source(of: key) { true } else { false }
  }

  /// `ref_type:mr`: a value that a fact of few values never has, written behind the fact's name.
  private func mistaken(_ values: [String]) -> String? {
    for value in values {
      let parts = value.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      for (name, said) in zip(parts, parts.dropFirst()) {
        guard let fact = universe.platform.fact(named: name), !said.isEmpty, !said.contains("*"), !said.contains("?")
        else { continue }
        let mistake = fact.mistakes.first { $0.value == said }
        guard mistake != nil || (fact.kind.isClosed && !fact.kind.contains(said)) else { continue }
        return "`\(name)` is \(only(fact, said))" + (mistake.map { "; `\($0.value)`: \($0.explanation)" } ?? "")
      }
    }
    return nil
  }

  private func only(_ fact: Fact, _ said: String) -> String {
    guard case .choice(let values) = fact.kind else { return "never `\(TerminalWords.escaped(said))`" }
    return "only ever \(LanguageWords.joined(values.map { "`\($0)`" }))"
  }

  /// A custom subject that the condition does admit.
  private func customTemplate(_ clause: ConditionClause) throws(TooComplex) -> [String]? {
    for form in universe.customForms {
      let region = try ConditionRegion.region(clause, form, within: .everything(form.domain), work)
      if !region.possible.withinLimits(form).isEmpty { return form.subjectTemplate }
    }
    return nil
  }

  /// What the key does look like.
  private func expected(_ key: ConditionKey) -> String {
    guard key == ConditionKey("\(universe.prefix):sub") else { return "" }
    var shapes: [String] = []
    for form in universe.forms {
      guard let token = form.token else { continue }
      let shape = token.subject.segments.map { segment in
        switch segment {
        case .literal(let text): text
        case .component(let name, _): "<\(name)>"
        }
      }.joined()
      if !shapes.contains(shape) { shapes.append(shape) }
    }
    return "; a subject is \(LanguageWords.joined(shapes.prefix(6).map { "`\($0)`" }))"
  }
}

extension FactKind {
  /// Whether no value can ever be added to it.
  fileprivate var isClosed: Bool { if case .choice = self { true } else { false } }
}
