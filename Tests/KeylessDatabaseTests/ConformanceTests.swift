import KeylessAccounts
import Testing

/// What every store must do; none of it depends on where the store keeps things.
@Suite("every store")
struct ConformanceTests {
  @Test("is empty when it is new", arguments: StoreKind.allCases)
  func empty(kind: StoreKind) throws {
    try kind.use { subject in
      #expect(try subject.store.load().isEmpty)
      #expect(try subject.store.body(BodyID("0123456789abcdef0123456789abcdef")) == nil)
      try subject.store.commit([])
      #expect(try subject.contents().isEmpty)
    }
  }

  @Test("gives every kind of entity back as it was, also when it is opened again", arguments: StoreKind.allCases)
  func put(kind: StoreKind) throws {
    let entities = try Sample.all()
    #expect(Set(entities.map(\.id.kind)) == Set(EntityID.Kind.allCases))
    try kind.use { subject in
      try subject.store.commit(entities.map { .put($0) })
      #expect(try subject.contents() == Sample.texts(of: entities))
      try subject.reopen()
      #expect(try subject.contents() == Sample.texts(of: entities))
    }
  }

  @Test("puts an entity in the place of the one with its id, and only there", arguments: StoreKind.allCases)
  func replace(kind: StoreKind) throws {
    try kind.use { subject in
      try subject.store.commit([.put(try Sample.role("deploy")), .put(try Sample.role("other"))])
      // Roles are one whatever their case; what they are called changes with the entity.
      try subject.store.commit([.put(try Sample.role("Deploy", tag: "new"))])
      let expected = try Sample.texts(of: [Sample.role("Deploy", tag: "new"), Sample.role("other")])
      #expect(try subject.contents() == expected)
      try subject.reopen()
      #expect(try subject.contents() == expected)
    }
  }

  @Test("removes one entity of each kind and leaves the others", arguments: StoreKind.allCases)
  func remove(kind: StoreKind) throws {
    let entities = try Sample.all()
    for removed in entities {
      try kind.use { subject in
        try subject.store.commit(entities.map { .put($0) })
        try subject.store.commit([.remove(removed.id)])
        var expected = try Sample.texts(of: entities)
        expected[removed.id] = nil
        #expect(try subject.contents() == expected)
        // What is not there can be removed: whoever asks whether it is there asks above the store.
        try subject.store.commit([.remove(removed.id)])
        try subject.reopen()
        #expect(try subject.contents() == expected)
      }
    }
  }

  @Test("does the steps of a change in their order", arguments: StoreKind.allCases)
  func steps(kind: StoreKind) throws {
    let body = BodyID("0123456789abcdef0123456789abcdef")
    try kind.use { subject in
      let ann = Sample.user("ann")
      try subject.store.commit([
        .put(ann), .remove(ann.id), .put(Sample.user("bob")), .put(Sample.user("bob", keys: 2)),
        .putBody(body, [1]), .removeBody(body), .putBody(body, [2]),
      ])
      #expect(try subject.contents() == Sample.texts(of: [Sample.user("bob", keys: 2)]))
      #expect(try subject.store.body(body) == [2])
    }
  }

  @Test("holds the same whatever the order of independent changes", arguments: StoreKind.allCases)
  func order(kind: StoreKind) throws {
    let entities = try Sample.all()
    let expected = try Sample.texts(of: entities)
    for rotation in entities.indices {
      try kind.use { subject in
        for entity in entities[rotation...] + entities[..<rotation] { try subject.store.commit([.put(entity)]) }
        #expect(try subject.contents() == expected)
      }
    }
  }

  @Test("takes names as bytes: two spellings of one character are two entities", arguments: StoreKind.allCases)
  func bytes(kind: StoreKind) throws {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    #expect(composed == decomposed)
    let entities = [
      Sample.user(composed), Sample.user(decomposed), Sample.object(composed), Sample.object(decomposed),
      Sample.provider("https://\(composed)"), Sample.provider("https://\(decomposed)"), Sample.user("a\u{0}b"),
      Sample.user("a"), Sample.object("state"), Sample.object("State"), Sample.object(""), Sample.user("\u{212A}"),
      Sample.user("k"),
    ]
    try kind.use { subject in
      try subject.store.commit(entities.map { .put($0) })
      try subject.reopen()
      #expect(try subject.contents() == Sample.texts(of: entities))
      #expect(try subject.contents().count == entities.count)
      try subject.store.commit([.remove(Sample.user(composed).id)])
      #expect(try subject.contents()[Sample.user(decomposed).id] != nil)
    }
  }

  @Test("keeps the accounts apart", arguments: StoreKind.allCases)
  func accounts(kind: StoreKind) throws {
    let entities = [try Sample.role("deploy"), try Sample.role("deploy", account: "444455556666")]
    try kind.use { subject in
      try subject.store.commit(entities.map { .put($0) })
      try subject.store.commit([.remove(entities[0].id)])
      try subject.reopen()
      #expect(try subject.contents() == Sample.texts(of: [entities[1]]))
    }
  }

  @Test("keeps versions of one object apart", arguments: StoreKind.allCases)
  func versions(kind: StoreKind) throws {
    let entities = (1...3).map { Sample.object("state", version: "v\($0)", sequence: $0) }
    try kind.use { subject in
      try subject.store.commit(entities.map { .put($0) })
      try subject.store.commit([.remove(entities[1].id)])
      try subject.reopen()
      #expect(try subject.contents() == Sample.texts(of: [entities[0], entities[2]]))
    }
  }

  @Test(
    "gives bodies back byte by byte, and nothing for one that was removed",
    arguments: StoreKind.allCases,
    [[UInt8](), [0], Array(0...255), [UInt8](repeating: 0xC3, count: 300_000)]
  )
  func bodies(kind: StoreKind, bytes: [UInt8]) throws {
    let (first, second) = (BodyID("0123456789abcdef0123456789abcdef"), BodyID("fedcba9876543210fedcba9876543210"))
    try kind.use { subject in
      try subject.store.commit([.putBody(first, bytes), .putBody(second, [7])])
      #expect(try subject.store.body(first) == bytes)
      #expect(try subject.store.load().isEmpty)
      try subject.reopen()
      #expect(try subject.store.body(first) == bytes)
      try subject.store.commit([.putBody(first, [1, 2])])
      #expect(try subject.store.body(first) == [1, 2])
      try subject.store.commit([.removeBody(first)])
      #expect(try subject.store.body(first) == nil)
      #expect(try subject.store.body(second) == [7])
      try subject.store.commit([.removeBody(first)])
    }
  }

  @Test("holds ten thousand roles", .timeLimit(.minutes(8)), arguments: StoreKind.allCases)
  func many(kind: StoreKind) throws {
    try kind.use { subject in
      for start in stride(from: 0, to: 10_000, by: 1_000) {
        try subject.store.commit(try (start..<(start + 1_000)).map { .put(try Sample.role("role-\($0)")) })
      }
      try subject.reopen()
      let accounts = try Accounts(store: subject.store)
      #expect(accounts.snapshot[Sample.account].roleCount == 10_000)
      #expect(accounts.role(arn: "arn:aws:iam::111122223333:role/team/role-9999", account: Sample.account) != nil)
      #expect(accounts.role(arn: "arn:aws:iam::111122223333:role/team/role-10000", account: Sample.account) == nil)
    }
  }

  @Test("takes commits and gives bodies to many at once", arguments: StoreKind.allCases)
  func concurrency(kind: StoreKind) async throws {
    try await withSubject(kind) { store in
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        for index in 0..<40 {
          tasks.addTask {
            let id = BodyID("\(index)")
            try store.commit([.put(Sample.user("user-\(index)")), .putBody(id, [UInt8(index)])])
            #expect(try store.body(id) == [UInt8(index)])
          }
        }
        try await tasks.waitForAll()
      }
      #expect(try store.load().count == 40)
    }
  }

  private func withSubject(_ kind: StoreKind, _ body: (any Store) async throws -> Void) async throws {
    guard kind == .sqlite else { return try await body(MemoryStore()) }
    let file = try DatabaseFile.make()
    defer { file.remove() }
    try file.create()
    try await body(file.open())
  }
}
