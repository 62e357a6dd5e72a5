import Foundation
import GRDB
import KeylessAccounts
import KeylessDatabase
import Testing

@Suite("the SQLite file")
struct SQLiteFileTests {
  @Test("is readable by its owner only, with all that SQLite puts beside it")
  func modes() throws {
    try DatabaseFile.use { file in
      try file.create()
      #expect(file.mode() == 0o600)
      #expect(file.mode("-wal") == nil)
      let store = try file.open()
      try store.commit([.put(Sample.user("ann"))])
      #expect(file.mode() == 0o600)
      #expect(file.mode("-wal") == 0o600)
      #expect([nil, 0o600].contains(file.mode("-shm")))
      try store.close()
      #expect(file.mode("-wal") == nil)
      #expect(file.mode() == 0o600)
    }
  }

  @Test("knows what it was bound to")
  func binding() throws {
    try DatabaseFile.use { file in
      try file.create()
      #expect(try file.open().binding == DatabaseFile.binding)
    }
  }

  @Test("is not made where it is not, and not made again where it is")
  func making() throws {
    try DatabaseFile.use { file in
      #expect(throws: StoreError.self) { try file.open() }
      #expect(file.mode() == nil)
      try file.create()
      let store = try file.open()
      try store.commit([.put(Sample.user("ann"))])
      try store.close()
      #expect(throws: StoreError.self) { try SQLiteStore.create(at: file.path, binding: []) }
      #expect(try file.open().load().count == 1)
    }
  }

  @Test("is for one server at a time, and for the next when that one has ended")
  func lock() throws {
    try DatabaseFile.use { file in
      try file.create()
      let header = Array(file.bytes().prefix(100))
      let first = try SQLiteStore(opening: file.path, header: header)
      let refusal = #expect(throws: StoreError.self) { try SQLiteStore(opening: file.path, header: header) }
      #expect(refusal?.code == .unopenable)
      #expect(refusal?.description.contains("another server uses it") == true)
      // The first one does not notice.
      try first.commit([.put(Sample.user("ann"))])
      try first.close()
      #expect(try SQLiteStore(opening: file.path, header: header).load().count == 1)
    }
  }

  @Test("syncs every commit before it returns, in the write-ahead log")
  func durability() throws {
    try DatabaseFile.use { file in
      try file.create()
      let store = try file.open()
      try store.commit([.put(Sample.user("ann"))])
      // A copy taken at this moment is what a killed server leaves behind.
      let left = try DatabaseFile.make()
      defer { left.remove() }
      try left.write(file.bytes())
      try Data(file.bytes("-wal")).write(to: URL(filePath: left.path + "-wal"))
      #expect(try left.open().load().count == 1)
      // The twin: without its log it is as it was before.
      let without = try DatabaseFile.make()
      defer { without.remove() }
      try without.write(file.bytes())
      #expect(try without.open().load().isEmpty)
    }
  }

  @Test("of another version is refused as such and left as it is", arguments: [0, 2, -1])
  func otherVersion(version: Int) throws {
    try DatabaseFile.use { file in
      try file.create()
      try file.tamper("PRAGMA user_version = \(version)")
      let before = file.bytes()
      let refusal = #expect(throws: StoreError.self) { try file.open() }
      #expect(refusal?.code == .otherVersion)
      #expect(refusal?.description.contains("was made by another version of keyless") == true)
      #expect(file.bytes() == before)
    }
  }

  @Test("of another program is refused and left as it is, also when it holds nothing")
  func foreign() throws {
    for sql in ["PRAGMA user_version = 1", "CREATE TABLE entity (kind, account, name, value, digest)"] {
      try DatabaseFile.use { file in
        try file.tamper(sql)
        let before = file.bytes()
        let refusal = #expect(throws: StoreError.self) { try file.open() }
        #expect(refusal?.code == .damaged)
        #expect(refusal?.description.contains("another program") == true)
        #expect(file.bytes() == before)
      }
    }
  }

  @Test("keeps nothing of a commit that fails in its middle")
  func atomicity() throws {
    try DatabaseFile.use { file in
      try file.create()
      try file.tamper("CREATE TRIGGER no BEFORE INSERT ON body BEGIN SELECT RAISE(ABORT, 'no room'); END")
      let store = try file.open()
      try store.commit([.put(Sample.user("ann"))])
      let body = BodyID("0123456789abcdef0123456789abcdef")
      let refusal = #expect(throws: StoreError.self) {
        try store.commit([.put(Sample.user("bob")), .remove(Sample.user("ann").id), .putBody(body, [1])])
      }
      #expect(refusal?.code == .unwritable)
      #expect(refusal?.description.contains("no room") == true)
      let expected = try Sample.texts(of: [Sample.user("ann")])
      #expect(try Sample.texts(of: store.load()) == expected)
      // It goes on with the next one.
      try store.commit([.put(Sample.user("carol"))])
      try store.close()
      #expect(try file.open().load().count == 2)
    }
  }

  @Test("a commit that the store does not keep is not seen by anybody")
  func accounts() throws {
    try DatabaseFile.use { file in
      try file.create()
      try file.tamper("CREATE TRIGGER no BEFORE INSERT ON entity BEGIN SELECT RAISE(ABORT, 'no room'); END")
      let accounts = try Accounts(store: file.open())
      #expect(throws: StoreError.self) { try accounts.put(Sample.user("ann")) }
      #expect(accounts.snapshot[Sample.account].userCount == 0)
    }
  }
}

extension DatabaseFile {
  /// Does to the file what no store does: SQL of the test's own.
  func tamper(_ sql: String) throws {
    let database = try DatabaseQueue(path: path)
    try database.writeWithoutTransaction { try $0.execute(sql: sql) }
    try database.close()
  }
}
