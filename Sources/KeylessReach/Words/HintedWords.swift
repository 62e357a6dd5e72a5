import KeylessPlatforms
import KeylessPolicy
import KeylessSource

/// Describes boxes with the help of what the policy itself spells.
struct HintedWords {
  private let work: Work
  /// By form and component.
  private var hints: [String: [String: [(words: String, language: Language)]]] = [:]

  init(_ policy: CompiledPolicy, _ universe: TrustUniverse, _ work: Work) throws(TooComplex) {
    self.work = work
    for form in universe.forms + universe.customForms {
      var found: [String: [(words: String, language: Language)]] = [:]
      for statement in policy.document.statements {
        for clause in statement.conditions {
          for value in clause.values {
            let boxes = try SpelledValue.boxes(value.value, clause, form, work)
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
      }
      hints[Self.name(form)] = found
    }
  }

  func described(_ box: Box, _ form: Form, _ classes: [PeopleClass]) throws(TooComplex) -> DescribedBox {
    var components: [(name: String, words: String)] = []
    for (component, factor) in zip(form.components, box.factors) {
      guard let factor else { continue }
      let words = FactorWords(component: component, hints: hints[Self.name(form)]?[component.name] ?? [], work: work)
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
