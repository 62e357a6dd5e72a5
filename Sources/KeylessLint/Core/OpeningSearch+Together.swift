import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// People who get in by the whole policy and by no statement of it that is asked alone: the subjects that one statement
/// spells show which custom subjects another one admits.
extension OpeningSearch {
  func together(beyond known: [Opening]) throws -> [Opening] {
    var out: [Opening] = []
    for (provider, answer) in zip(question.providers, answers) {
      guard let people = answer.classes.farthest, people.distance >= PeopleClass.colleague.distance,
        !known.contains(where: { $0.people.distance >= people.distance && $0.shape != .noAudience })
      else { continue }
      let subject = ConditionKey(answer.universe.prefix + ":sub")
      for (index, statement) in document.statements.enumerated()
      where statement.effect.value == .allow && answer.spoken.contains(index + 1) {
        var alone = document
        alone.statements = [statement] + document.statements.filter { $0.effect.value == .deny }
        let reach = try TrustReach(CompiledPolicy(alone), provider: provider.arn, in: answer.universe)
        guard reach.forms.contains(where: { $0.form.subjectTemplate != nil && !$0.sure.isEmpty }) else { continue }
        let clause = statement.conditions.first { $0.key.value == subject }
        out.append(
          Opening(
            shape: clause?.test.value.comparison.isNegated == true ? .negatedTenant : .customSubject,
            people: people,
            severity: people.severity,
            statement: statement,
            number: index,
            clause: clause,
            value: nil,
            witness: answer.witnesses.first { $0.kind == people }
          )
        )
      }
    }
    return out
  }
}
