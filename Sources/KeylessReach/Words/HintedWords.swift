import KeylessPlatforms
import KeylessPolicy
import KeylessSource

/// Describes boxes with the help of what the policy itself spells.
final class HintedWords {
  private let work: Work
  private let clauses: [ConditionClause]
  /// By form and component; looked for only where a set has no plainer words.
  private var known: [String: Hints] = [:]

  typealias Hints = [String: [(words: String, language: Language)]]

  init(_ policy: CompiledPolicy, _ work: Work) {
    self.work = work
    clauses = policy.document.statements.flatMap(\.conditions)
  }

  func described(_ box: Box, _ form: Form, _ classes: [PeopleClass]) throws(TooComplex) -> DescribedBox {
    var components: [(name: String, words: String)] = []
    for (component, factor) in zip(form.components, box.factors) {
      guard let factor else { continue }
      let words = FactorWords(component: component, work: work) { () throws(TooComplex) in
        try self.hints(form)[component.name] ?? []
      }
      if let text = try words.words(factor) { components.append((component.name, text)) }
    }
    return DescribedBox(
      forms: [Self.name(form)],
      issuer: form.issuer,
      subjectTemplate: form.subjectTemplate,
      components: components,
      classes: classes
    )
  }

  private func hints(_ form: Form) throws(TooComplex) -> Hints {
    if let known = known[Self.name(form)] { return known }
    var found: Hints = [:]
    for clause in clauses {
      for value in clause.values {
        let boxes = try SpelledValue(value.value, clause, form, work)?.boxes ?? []
        // Of several boxes each has a part of the value, and its spelling would name them all.
        for box in boxes where boxes.count == 1 {
          for (component, factor) in zip(form.components, box.factors) {
            guard case .text(let language)? = factor?.values else { continue }
            let known = found[component.name, default: []]
            if known.contains(where: { $0.language == language }) || known.count > 30 { continue }
            found[component.name, default: []].append(
              ("what \(LanguageWords.quoted(Array(value.value.text.utf8))) says of it", language)
            )
          }
        }
      }
    }
    known[Self.name(form)] = found
    return found
  }

  static func name(_ form: Form) -> String {
    let name = form.token?.name ?? "request"
    let layout = form.token?.layout.map { " (\($0.rawValue) subject)" } ?? ""
    return name + layout + (form.subjectTemplate.map { " with subject \($0.joined(separator: ":"))" } ?? "")
  }
}

extension DescribedBox {
  /// Boxes that differ in their form alone, as one.
  static func joined(_ boxes: [DescribedBox]) -> [DescribedBox] {
    var out: [DescribedBox] = []
    for box in boxes {
      let same = out.firstIndex { other in
        other.issuer == box.issuer && other.classes == box.classes
          && other.components.elementsEqual(box.components) { $0 == $1 }
      }
      if let same {
        let other = out[same]
        out[same] = DescribedBox(
          forms: other.forms + box.forms.filter { !other.forms.contains($0) },
          issuer: other.issuer,
          subjectTemplate: other.subjectTemplate,
          components: other.components,
          classes: other.classes
        )
      } else {
        out.append(box)
      }
    }
    return out
  }
}
