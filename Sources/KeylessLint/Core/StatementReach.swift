package import KeylessHandshake
package import KeylessPlatforms
package import KeylessPolicy
package import KeylessReach
import KeylessSource

/// Who gets in by some statements of a policy, for one issuer: the set itself, and its people.
package struct StatementReach {
  package let answer: ReachAnswer
  package let reach: TrustReach
  let provider: String

  /// Nil when nobody gets in.
  package var people: PeopleClass? { answer.classes.farthest }

  /// One per issuer that the statements speak of.
  ///
  /// Throws `TooComplex`, and what `TrustQuestion` throws.
  package static func all(
    _ statements: [Statement],
    of document: PolicyDocument,
    questions: TrustQuestions,
    _ universes: Universes
  ) throws -> [StatementReach] {
    var document = document
    document.statements = statements
    guard let question = questions.question(document) else { return [] }
    let answers = try question.answers(audiences: nil, owners: Owners(), universes: universes)
    return try all(question, answers)
  }

  /// One per answer to a question.
  package static func all(_ question: TrustQuestion, _ answers: [ReachAnswer]) throws -> [StatementReach] {
    try zip(question.providers, answers).map { provider, answer in
      let reach = try TrustReach(question.policy, provider: provider.arn, in: answer.universe)
      return StatementReach(answer: answer, reach: reach, provider: provider.arn)
    }
  }

  /// The parts of the set that have a default subject; where nobody has one, those with a custom one.
  package var parts: [TrustReach.FormReach] {
    let open = reach.forms.filter { !$0.sure.isEmpty }
    let usual = open.filter { $0.form.subjectTemplate == nil }
    return usual.isEmpty ? open : usual
  }

  /// Every value of a component in the parts that are chosen; nil when it is in none of them.
  package func language(
    of component: String,
    where isChosen: (TrustReach.FormReach) -> Bool = { _ in true }
  ) -> Language? {
    var all: Language?
    for part in parts where isChosen(part) {
      guard let place = part.form.place(of: component) else { continue }
      for box in part.sure.boxes {
        let one = (box.factors[place] ?? part.form.components[place].domain).language
        guard let before = all else {
          all = one
          continue
        }
        // Too large to be united is too large to be a few names.
        all = (try? before.union(one)) ?? .anything
      }
    }
    return all
  }

  /// Whether a component is as free as its platform lets it be but for a few values, in the parts that are chosen.
  package func isFree(_ component: String, where isChosen: (TrustReach.FormReach) -> Bool = { _ in true }) -> Bool {
    guard let language = language(of: component, where: isChosen) else { return false }
    return parts.contains { part in
      guard isChosen(part), let place = part.form.place(of: component) else { return false }
      return Self.isMost(language, of: part.form.components[place].domain.language)
    }
  }

  /// Whether only a few texts, which somebody spelled, are missing.
  static func isMost(_ language: Language, of all: Language) -> Bool {
    guard let left = try? all.subtracting(language) else { return false }
    return left.members(atMost: mostSpelled) != nil
  }

  /// Whether a component has so few values that somebody spelled each of them.
  package func isSpelled(_ component: String, where isChosen: (TrustReach.FormReach) -> Bool = { _ in true }) -> Bool {
    guard let language = language(of: component, where: isChosen) else { return false }
    return language.members(atMost: Self.mostSpelled) != nil
  }

  /// A policy has room for about a hundred ids.
  static let mostSpelled = 128

  package var ownership: Ownership { answer.universe.platform.ownership }

  package func witness(_ people: PeopleClass) -> Witness? { answer.witnesses.first { $0.kind == people } }
}
