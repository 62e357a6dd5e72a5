import KeylessChain
import KeylessSource

/// `--format json`: one object for the one tool that was asked about, else an array of them.
struct ChainJSON {
  private let answers: [ChainAnswer]
  private let outcomes: [ExchangeOutcome]
  private let isSingle: Bool

  init(_ answers: [ChainAnswer], _ outcomes: [ExchangeOutcome], isSingle: Bool) {
    self.answers = answers
    self.outcomes = outcomes
    self.isSingle = isSingle
  }

  func text(_ words: PlaceWords) -> String {
    let objects = answers.enumerated().map { index, answer -> JSON in
      guard case .object(var members) = answer.resolution.json(words) else { return .null }
      if let title = answer.question.title { members.insert(.init("for", .string(title)), at: 1) }
      if !outcomes.isEmpty { members.append(.init("exchange", outcomes[index].json)) }
      return .object(members)
    }
    return (isSingle ? objects[0] : .array(objects)).pretty + "\n"
  }
}
