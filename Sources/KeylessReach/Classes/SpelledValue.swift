import KeylessPolicy
import KeylessSource

/// What one value of a condition says by itself about the components behind its key.
enum SpelledValue {
  /// The boxes that the value alone admits; none for a key that is no text of the pipeline.
  static func boxes(
    _ value: ConditionValue,
    _ clause: ConditionClause,
    _ form: Form,
    _ work: Work
  ) throws(TooComplex) -> [Box] {
    let language: Language
    switch value.operand {
    case .text(let text):
      // Whatever the case a policy tolerates, it spells one name.
      let written = clause.test.value.comparison.comparison
      let comparison = written == .textIgnoringCase ? .text : written
      guard let said = try ValueLanguage.language(text, comparison, { _ in .absent }, work) else { return [] }
      language = said
    case .number, .bool: language = .text(Array(value.text.utf8))
    case .date, .boolText, .bytes, .addresses, .absent: return []
    }
    switch form.source(of: clause.key.value) {
    case .absent, .unknown: return []
    case .component(let index):
      guard case .text(let domain) = form.components[index].domain.values else { return [] }
      let both = try work.combine(language, domain, .both)
      return both.isEmpty ? [] : [.only(index, .text(both), of: form.components.count)]
    case .template(let segments, _):
      return try TemplateSplit.boxes(language, across: segments, domain: form.domain, work).boxes
    }
  }
}
