import KeylessAccounts
import KeylessTesting
import Testing

@Suite("random changes")
struct RandomChangesTests {
  @Test("leave the same in every store, also when it is opened again", arguments: 1...20 as ClosedRange<UInt64>)
  func equal(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let memory = MemoryStore()
    try StoreKind.sqlite.use { subject in
      for _ in 0..<25 {
        let changes = try (0..<Int.random(in: 1...6, using: &random)).map { _ in try Self.change(&random) }
        try memory.commit(changes)
        try subject.store.commit(changes)
        if Int.random(in: 0..<5, using: &random) == 0 { try subject.reopen() }
        let expected = try Sample.texts(of: memory.load())
        #expect(try subject.contents() == expected, "seed \(seed)")
      }
      try subject.reopen()
      for body in Self.bodies { #expect(try subject.store.body(body) == memory.body(body), "seed \(seed)") }
      #expect(try subject.contents() == Sample.texts(of: memory.load()), "seed \(seed)")
    }
  }

  /// Few names, so that changes meet; among them two spellings of one character.
  private static let names = ["a", "A", "b", "caf\u{E9}", "cafe\u{301}"]
  private static let bodies = (0..<4).map { BodyID("body-\($0)") }

  private static func change(_ random: inout SplitMix64) throws -> Change {
    let body = bodies[Int.random(in: 0..<4, using: &random)]
    switch Int.random(in: 0..<10, using: &random) {
    case 0:
      return .putBody(body, (0..<Int.random(in: 0..<5000, using: &random)).map { UInt8(truncatingIfNeeded: $0 &* 7) })
    case 1: return .removeBody(body)
    case 2...4: return .remove(try entity(&random).id)
    default: return .put(try entity(&random))
    }
  }

  private static func entity(_ random: inout SplitMix64) throws -> Entity {
    let name = names[Int.random(in: 0..<names.count, using: &random)]
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return Sample.provider("https://\(name)", clientIDs: (0..<3).map { "\($0)\(name)" })
    // Names of roles are ASCII: an ARN of another is refused above the store.
    case 1: return try Sample.role(name.utf8.count == 1 ? name : "c", tag: "\(random.next() % 3)")
    case 2: return Sample.user(name, keys: Int.random(in: 0...2, using: &random))
    case 3: return try Sample.managed(name)
    case 4: return try Sample.bucket(name)
    default: return Sample.object(name, version: "v\(random.next() % 2)", sequence: Int(random.next() % 100))
    }
  }
}
