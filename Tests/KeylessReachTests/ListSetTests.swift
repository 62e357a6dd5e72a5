@testable import KeylessReach
import KeylessTesting
import Testing

@Suite("sets of lists")
struct ListSetTests {
  private static let texts = ["a", "b", "ab", "c", ""].map { Array($0.utf8) }

  /// Lists of up to three of the texts.
  private static let lists: [[[UInt8]]] = {
    var out: [[[UInt8]]] = [[]]
    var last: [[[UInt8]]] = [[]]
    for _ in 0..<3 {
      last = last.flatMap { list in texts.map { list + [$0] } }
      out += last
    }
    return out
  }()

  @Test("union, intersection and difference are those of their members")
  func algebra() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix64(seed: seed)
    let work = Work()
    func language() -> Language { .texts(Self.texts.filter { _ in random.next() % 2 == 0 }) }
    func set() throws -> ListSet {
      var set = random.next() % 2 == 0 ? ListSet.all(language()) : ListSet.some(language())
      if random.next() % 2 == 0 { set = try set.intersection(.some(language()), work) }
      if random.next() % 3 == 0 { set = try set.union(.all(language()), work) }
      return set
    }
    for _ in 0..<100 {
      let (left, right) = (try set(), try set())
      let (both, either) = (try left.intersection(right, work), try left.union(right, work))
      let without = try left.subtracting(right, work)
      for list in Self.lists {
        let (inLeft, inRight) = (left.contains(list), right.contains(list))
        #expect(both.contains(list) == (inLeft && inRight), "seed \(seed)")
        #expect(either.contains(list) == (inLeft || inRight), "seed \(seed)")
        #expect(without.contains(list) == (inLeft && !inRight), "seed \(seed)")
      }
    }
  }
}
