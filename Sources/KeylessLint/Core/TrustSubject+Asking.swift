package import KeylessFindings
import KeylessHandshake
package import KeylessPolicy
package import KeylessReach
import KeylessSource

extension TrustSubject {
  /// Which of these statements nobody can ever meet, by their place in the list, and why.
  ///
  /// Whose role it is stays what the whole policy says. What is beyond the bounds of an analysis is not known to be dead.
  package func unmeetable(_ statements: [Statement]) -> [Int: String] {
    var out: [Int: String] = [:]
    var start = 0
    while start < min(statements.count, Self.mostAsked) {
      let end = min(start + Self.most, statements.count, Self.mostAsked)
      ask(statements, start..<end, &out)
      start = end
    }
    return out
  }

  /// Statements that are asked about at once.
  private static let most = 24
  /// No trust policy that IAM takes has room for so many.
  private static let mostAsked = 480

  private func ask(_ statements: [Statement], _ range: Range<Int>, _ out: inout [Int: String]) {
    var asked = document
    asked.statements = Array(statements[range])
    // Each issuer has owners of its own: with several, the policy itself says who they are.
    let owners = answers.count == 1 ? answers[0].owners : Owners()
    if answers.count != 1 { asked.statements += document.statements }
    guard let question = try? TrustQuestion(asked),
      let found = try? question.dead(owners: owners, universes: universes)
    else {
      // What is too much at once may not be too much one by one.
      guard range.count > 1 else { return }
      let middle = range.lowerBound + range.count / 2
      ask(statements, range.lowerBound..<middle, &out)
      ask(statements, middle..<range.upperBound, &out)
      return
    }
    for dead in found where dead.number <= range.count {
      out[range.lowerBound + dead.number - 1] = dead.reason
    }
  }

  /// What these statements are worth, beside every `Deny` of the policy; empty where that is beyond the bounds.
  package func worth(_ statements: [Statement]) -> [ReachAnswer] {
    if areWhole(statements) { return answers }
    return (try? answers(with: statements + denying)) ?? []
  }

  /// The same where somebody surely gets in by them; nil where nobody does, which the set alone mostly says.
  package func worthOfOpen(_ statements: [Statement]) -> [ReachAnswer]? {
    if !areWhole(statements), isShut(statements) { return nil }
    let worth = worth(statements)
    return worth.areOpen ? worth : nil
  }

  /// Whether they are the whole policy.
  private func areWhole(_ statements: [Statement]) -> Bool {
    statements.count + denying.count == document.statements.count && statements.count == admitting.count
      && zip(statements, admitting).allSatisfy { $0.asks(asMuchAs: $1) }
  }

  private func isShut(_ statements: [Statement]) -> Bool {
    var asked = document
    asked.statements = statements + denying
    return (try? questions.question(asked)?.admitsNobody(universes)) ?? false
  }

  /// What an opening is where the policy is known in part: what is not known may close it.
  package var openEffect: FindingEffect { unknowns.isEmpty ? .open : .unknown }

  /// The places of the statements that nobody meets as they stand.
  package var deadPlaces: Set<Int> { Set(question.dead(answers).map { $0.number - 1 }) }

  /// The places of the `Allow` statements that speak of the exchange.
  package var admittingPlaces: [Int] {
    document.statements.indices.filter { index in
      document.statements[index].effect.value == .allow && TrustQuestion.isExchange(document.statements[index])
    }
  }
}

extension Sequence<ReachAnswer> {
  /// Whether anybody surely gets in.
  package var areOpen: Bool { contains { $0.extent != .empty } }

  package func admit(_ kind: PeopleClass) -> Bool { contains { $0.classes.contains(kind) } }

  /// The least trusted of those who get in, in words.
  package var widestWitness: String? {
    for kind in PeopleClass.allCases {
      if let witness = lazy.flatMap(\.witnesses).first(where: { $0.kind == kind }) {
        return WitnessWords.words(witness)
      }
    }
    return nil
  }
}
