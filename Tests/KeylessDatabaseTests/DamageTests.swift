import KeylessAccounts
import KeylessDatabase
import KeylessTesting
import Testing

@Suite("a damaged SQLite file")
struct DamageTests {
  private static let body = BodyID("0123456789abcdef0123456789abcdef")
  private static let bodyBytes = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

  /// A store with something in it, closed.
  private static func fill(_ file: DatabaseFile) throws -> [EntityID: String] {
    try file.create()
    let store = try file.open()
    var entities = try Sample.all()
    for index in 0..<40 { entities.append(try Sample.role("role-\(index)")) }
    try store.commit(entities.map { .put($0) } + [.putBody(body, bodyBytes)])
    try store.close()
    return try Sample.texts(of: entities)
  }

  private static func expectDamaged(_ file: DatabaseFile, _ words: String, _ what: Comment) {
    do {
      _ = try file.open().load()
      Issue.record("\(what): it opened")
    } catch {
      #expect(error.code == .damaged, what)
      #expect(error.description.contains(words), what)
      #expect(error.description.contains(file.path), what)
    }
  }

  @Test("is never taken for a new one: empty, a text, a picture, zeroes")
  func nothing() throws {
    let files: [(String, [UInt8])] = [
      ("nothing", []), ("a text", Array("hello\n".utf8)), ("a PNG", [0x89, 0x50, 0x4E, 0x47]),
      ("zeroes", [UInt8](repeating: 0, count: 8192)), ("the magic alone", Array("SQLite format 3\0".utf8)),
    ]
    for (name, bytes) in files {
      try DatabaseFile.use { file in
        try file.write(bytes)
        Self.expectDamaged(file, "restore it together with its `-wal` and `.key`", Comment(rawValue: name))
        #expect(file.bytes() == bytes, "\(name): it was changed")
        #expect(file.mode("-wal") == nil)
      }
    }
  }

  @Test("is noticed wherever it was cut off")
  func truncation() throws {
    try DatabaseFile.use { file in
      _ = try Self.fill(file)
      let whole = file.bytes()
      #expect(whole.count > 40_000)
      for count in [1, 50, 99, 100, 101, 4095, 4096, 5000, 8192, whole.count / 2, whole.count - 4096] {
        try file.write(Array(whole.prefix(count)))
        Self.expectDamaged(file, "damaged", "cut off at \(count)")
      }
      // SQLite takes what is missing of the last page for zeroes, which some of it is.
      for count in (whole.count - 100)..<whole.count {
        try file.write(Array(whole.prefix(count)))
        Self.expectNothingWrong(file, seed: UInt64(count), nil)
      }
      try file.write(whole)
      #expect(try file.open().load().count == 46)
    }
  }

  @Test("is noticed when a page was overwritten with something else")
  func overwritten() throws {
    try DatabaseFile.use { file in
      _ = try Self.fill(file)
      let whole = file.bytes()
      for page in stride(from: 4096, to: whole.count, by: 4096) {
        for filling: UInt8 in [0, 0xFF, 0x41] {
          var damaged = whole
          for offset in page..<min(page + 4096, whole.count) { damaged[offset] = filling }
          try file.write(damaged)
          Self.expectNothingWrong(file, seed: UInt64(page), nil)
        }
      }
    }
  }

  @Test(
    "either says so or holds exactly what it held, whichever byte was changed",
    arguments: 1...4 as ClosedRange<UInt64>
  )
  func anyByte(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    try DatabaseFile.use { file in
      let expected = try Self.fill(file)
      let whole = file.bytes()
      for _ in 0..<60 {
        var damaged = whole
        let place = Int.random(in: 0..<whole.count, using: &random)
        damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        try file.write(damaged)
        Self.expectNothingWrong(file, seed: seed, expected)
      }
    }
  }

  /// Damage in bytes that hold nothing may go unnoticed; a wrong answer may not come of any.
  private static func expectNothingWrong(_ file: DatabaseFile, seed: UInt64, _ expected: [EntityID: String]?) {
    do {
      let store = try file.open()
      let texts = try Sample.texts(of: store.load())
      let bytes = try store.body(body)
      try store.close()
      if let expected { #expect(texts == expected, "seed \(seed)") }
      #expect(bytes == bodyBytes, "seed \(seed)")
    } catch let error as StoreError {
      #expect(error.code != .unwritable, "seed \(seed): \(error)")
    } catch {
      Issue.record("seed \(seed): \(error)")
    }
  }

  @Test("a value that was changed behind our back is named by its row")
  func row() throws {
    let changes = [
      "UPDATE entity SET value = CAST(replace(value, 'ReadOnlyAccess', 'ReadOnlyAccesz') AS BLOB) WHERE kind = 'role'",
      "UPDATE entity SET value = x'7B7D' WHERE kind = 'role'",
      "UPDATE entity SET digest = digest + 1 WHERE kind = 'role'",
      "UPDATE entity SET kind = 'planet' WHERE kind = 'role'",
      "UPDATE entity SET account = x'30' WHERE kind = 'role'",
    ]
    for change in changes {
      try DatabaseFile.use { file in
        try file.create()
        let store = try file.open()
        try store.commit([.put(Sample.user("ann")), .put(try Sample.role("deploy"))])
        try store.close()
        try file.tamper(change)
        Self.expectDamaged(file, "`deploy`", Comment(rawValue: change))
      }
    }
  }

  @Test("bytes of an object that were changed are noticed before anybody asks for them")
  func body() throws {
    try DatabaseFile.use { file in
      _ = try Self.fill(file)
      try file.tamper("UPDATE body SET bytes = zeroblob(20000)")
      Self.expectDamaged(file, "the bytes of an object", "another body")
    }
  }

  @Test("a table that is gone, or a binding that is gone, is damage")
  func tables() throws {
    for change in ["DROP TABLE entity", "DROP TABLE setting", "DELETE FROM setting"] {
      try DatabaseFile.use { file in
        _ = try Self.fill(file)
        try file.tamper(change)
        Self.expectDamaged(file, "damaged", Comment(rawValue: change))
      }
    }
  }
}
