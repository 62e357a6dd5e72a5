import KeylessPolicy
import KeylessTesting

/// Every operator under every qualifier, dealt out in a shuffled order and then again, so that none is left to luck.
struct OperatorDeck: Sendable {
  private let cards: [ConditionTest]

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    cards = ConditionTest.all.shuffled(using: &random)
  }

  static let handSize = 2

  /// The tests that the policy of this number must contain.
  func hand(_ index: Int) -> [ConditionTest] {
    (0..<Self.handSize).map { cards[(index * Self.handSize + $0) % cards.count] }
  }
}
