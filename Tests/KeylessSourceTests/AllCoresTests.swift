import KeylessSource
import Synchronization
import Testing

@Suite("Work on all cores")
struct AllCoresTests {
  @Test("is answered in the order of the things, and each once", arguments: [0, 1, 2, 63, 64, 65, 1000])
  func order(_ count: Int) {
    let asked = Mutex<[Int]>([])
    let answers = AllCores.map(Array(0..<count)) { number in
      // The earlier ones take longer, so that they are not the first to be done.
      var sum = 0
      for step in 0..<(count - number) { sum &+= step * step }
      asked.withLock { $0.append(number) }
      return sum < 0 ? -1 : number * 2
    }
    #expect(answers == (0..<count).map { $0 * 2 })
    #expect(asked.withLock { $0.sorted() } == Array(0..<count))
  }

  @Test("shares no tool between workers, and makes no more of them than there are things")
  func tools() {
    final class Memory {
      let number: Int
      var uses = 0
      init(_ number: Int) { self.number = number }
    }
    let made = Atomic(0)
    let answers = AllCores.map(
      Array(0..<500),
      with: { Memory(made.wrappingAdd(1, ordering: .relaxed).oldValue) },
      { _, memory in
        memory.uses += 1
        return (tool: memory.number, use: memory.uses)
      }
    )
    // A tool that two workers had would have counted some use twice, or none.
    for (tool, own) in Dictionary(grouping: answers, by: \.tool) {
      #expect(own.map(\.use).sorted() == Array(1...own.count), "tool \(tool)")
    }
    #expect(made.load(ordering: .relaxed) == Set(answers.map(\.tool)).count)
    #expect(AllCores.map([Int](), with: { made.wrappingAdd(1, ordering: .relaxed) }, { one, _ in one }).isEmpty)
    #expect(made.load(ordering: .relaxed) == Set(answers.map(\.tool)).count)
  }
}
