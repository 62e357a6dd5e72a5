import KeylessPlatforms
import KeylessPolicy
import KeylessSource

/// What one value of a condition says by itself about the components behind its key: what all its texts agree on.
///
/// A wildcard may take a word for what it is not, as `*:project:*` takes `project` for the organization in
/// `organization:project:project:x`; but then another text of the same value has another organization.
struct SpelledValue {
  /// What the value alone admits.
  let boxes: [Box]
  private let form: Form
  private let work: Work
  /// As the policy writes it.
  private let written: [UInt8]
  private let ignoresCase: Bool

  /// Nil when the value admits nothing of the form, or its key is no text of the pipeline.
  init?(_ value: ConditionValue, _ clause: ConditionClause, _ form: Form, _ work: Work) throws(TooComplex) {
    let comparison = clause.test.value.comparison.comparison
    guard let language = try Self.language(value, comparison, work) else { return nil }
    switch form.source(of: clause.key.value) {
    case .absent, .unknown: return nil
    case .component(let index):
      guard case .text(let domain) = form.components[index].domain.values else { return nil }
      let both = try work.combine(language, domain, .both)
      boxes = both.isEmpty ? [] : [.only(index, .text(both), of: form.components.count)]
    case .template(let segments, _):
      boxes = try TemplateSplit.boxes(language, across: segments, domain: form.domain, work).boxes
    }
    if boxes.isEmpty { return nil }
    self.form = form
    self.work = work
    written = Array(value.text.utf8)
    ignoresCase = comparison == .textIgnoringCase
  }

  private static func language(
    _ value: ConditionValue,
    _ comparison: ConditionOperator.Comparison,
    _ work: Work
  ) throws(TooComplex) -> Language? {
    switch value.operand {
    case .text(let text): return try ValueLanguage.language(text, comparison, { _ in .absent }, work)
    case .number:
      // Whoever is below a number is not spelled by it.
      guard case .number(.equal) = comparison else { return nil }
      return DecimalLanguage.texts(.equal, Array(value.text.utf8))
    case .bool: return .text(Array(value.text.utf8))
    case .date, .boolText, .bytes, .addresses, .absent: return nil
    }
  }

  /// The one text that the component has; nil when it may have several.
  func text(of component: String?) -> String? {
    guard let component, let index = form.place(of: component) else { return nil }
    var found: [UInt8]?
    for box in boxes {
      guard case .text(let language)? = box.factors[index]?.values, let text = only(language) else { return nil }
      if let found, found != text { return nil }
      found = text
    }
    return found.map { String(decoding: $0, as: UTF8.self) }
  }

  /// What stands before the first `/` of a component, when that is the same in every text.
  func firstSegment(of component: String) -> String? {
    guard let index = form.place(of: component) else { return nil }
    let slash = UInt8(ascii: "/")
    var found: [UInt8]?
    for box in boxes {
      guard case .text(let language)? = box.factors[index]?.values,
        let segment = ignoresCase ? only(language) : language.commonPrefix, segment.contains(slash)
      else { return nil }
      let first = Array(segment.prefix { $0 != slash })
      if let found, found != first { return nil }
      found = first
    }
    return found.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whatever the case a policy tolerates, it spells one name, and as it writes it.
  private func only(_ language: Language) -> [UInt8]? {
    if let text = language.onlyMember { return text }
    guard ignoresCase, let text = language.shortest(),
      language.isSubset(of: .textIgnoringCase(text))
    else { return nil }
    let folded = text.map(Self.folded)
    let whole = written.map(Self.folded)
    for start in whole.indices where whole[start...].starts(with: folded) {
      let slice = Array(written[start..<(start + folded.count)])
      if language.contains(slice) { return slice }
    }
    return text
  }

  private static func folded(_ byte: UInt8) -> UInt8 { Language.cases(of: byte).last ?? byte }
}
