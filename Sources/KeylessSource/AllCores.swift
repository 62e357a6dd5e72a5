import Dispatch
import Synchronization

/// The same question about many things, asked on all cores and answered in the order of the things.
package enum AllCores {
  /// More workers than any machine that checks a repository has cores; those without a core of their own find nothing left.
  private static let workers = 64

  /// Each worker has a tool of its own, which it keeps from one thing to the next: a memory that is not shared.
  ///
  /// What is answered does not depend on who answers, as long as the tool only remembers.
  package static func map<Item: Sendable, Tool, Answer: Sendable>(
    _ items: [Item],
    with tool: @Sendable () -> Tool,
    _ answer: @Sendable (Item, Tool) -> Answer
  ) -> [Answer] {
    guard items.count > 1 else {
      return items.map { answer($0, tool()) }
    }
    let next = Atomic(0)
    let answers = Mutex([Answer?](repeating: nil, count: items.count))
    DispatchQueue.concurrentPerform(iterations: min(items.count, workers)) { _ in
      var own: Tool?
      while true {
        let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard place < items.count else { return }
        let kept = own ?? tool()
        own = kept
        let made = answer(items[place], kept)
        answers.withLock { $0[place] = made }
      }
    }
    return answers.withLock { $0.compactMap(\.self) }
  }

  package static func map<Item: Sendable, Answer: Sendable>(
    _ items: [Item],
    _ answer: @Sendable (Item) -> Answer
  ) -> [Answer] {
    map(items, with: {}) { item, _ in answer(item) }
  }
}
