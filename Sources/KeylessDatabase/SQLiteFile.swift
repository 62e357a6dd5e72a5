import GRDB
import KeylessAccounts
import KeylessSource

/// How a file becomes a store of ours, and how we know one again.
enum SQLiteFile {
  /// `klss` in the header of the file, so that no other program's database is taken for a store (SQLite, "Database File
  /// Format", section 1.2.10).
  static let applicationID = 0x6B6C_7373
  /// The version of the tables, in the header too.
  static let version = 1

  static func connect(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "keyless.store"
    configuration.busyMode = .immediateError
    configuration.prepareDatabase { database in
      // First, before anything is read: whoever has the file keeps it, and nobody gets in beside them.
      try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
      try database.execute(sql: "PRAGMA cell_size_check = ON")
      try database.execute(sql: "PRAGMA synchronous = FULL")
      // On macOS a plain sync does not reach the platter; elsewhere these two say nothing.
      try database.execute(sql: "PRAGMA fullfsync = ON")
      try database.execute(sql: "PRAGMA checkpoint_fullfsync = ON")
    }
    let database = try DatabaseQueue(path: path, configuration: configuration)
    // Not GRDB's own setting of that mode, which syncs less often and loses the last commits with the power.
    try database.writeWithoutTransaction { database in
      guard try application(database) == applicationID || isEmpty(database) else { return }
      guard try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL") == "wal" else {
        throw StoreError(.unopenable, "opening the store `\(path)` failed: its disk allows no write-ahead log")
      }
    }
    return database
  }

  static func initialize(_ database: DatabaseQueue, path: String, binding: [UInt8]) throws {
    guard try database.read(isEmpty) else {
      throw StoreError(.unopenable, "making the store `\(path)` failed: there is a database already")
    }
    try migrator.migrate(database)
    try database.write { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(
        sql: "INSERT INTO setting (name, value) VALUES ('binding', ?)",
        arguments: [StoredBytes.data(binding)]
      )
    }
  }

  /// The binding, once the file was found to be whole and brought to our version.
  static func check(_ database: DatabaseQueue, path: String) throws -> [UInt8] {
    try database.read { database in
      guard try application(database) == applicationID else { throw StoreError.foreign(path) }
      let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      guard (1...version).contains(found) else {
        throw StoreError(
          .otherVersion,
          "opening the store `\(path)` failed: it was made by another version of keyless (its tables are version \(found), "
            + "this keyless knows \(version)); use that version, or name another file"
        )
      }
      let report = try String.fetchAll(database, sql: "PRAGMA integrity_check(1)")
      guard report == ["ok"] else {
        throw StoreError.damaged(path, report.joined(separator: " ").replacing("\n", with: " "))
      }
    }
    try migrator.migrate(database)
    return try database.read { database in
      let row = try Row.fetchOne(database, sql: "SELECT value FROM setting WHERE name = 'binding'")
      guard let binding = row.flatMap({ StoredBytes.bytes($0["value"]) }) else {
        throw StoreError.damaged(path, "it does not say which key it belongs to")
      }
      try BodyTable(path: path).check(database)
      return binding
    }
  }

  /// Why a file is no store of ours, judged by its first hundred bytes; nil when it looks like one.
  static func refusal(header: [UInt8], path: String) -> StoreError? {
    if header.isEmpty { return .damaged(path, "the file is empty") }
    guard header.starts(with: "SQLite format 3\0".utf8) else { return .damaged(path, "it is no SQLite database") }
    guard header.count >= 100 else { return .damaged(path, "it ends within its header") }
    let application = header[68..<72].reduce(0) { $0 << 8 | Int($1) }
    return application == applicationID ? nil : .foreign(path)
  }

  private static func application(_ database: Database) throws -> Int? {
    try Int.fetchOne(database, sql: "PRAGMA application_id")
  }

  private static func isEmpty(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
  }

  /// Every version of the tables, oldest first; what was released is never changed, only followed by another.
  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(
        sql: """
          CREATE TABLE setting (
            name TEXT NOT NULL PRIMARY KEY,
            value BLOB NOT NULL
          ) WITHOUT ROWID;
          CREATE TABLE entity (
            kind TEXT NOT NULL,
            account BLOB NOT NULL,
            name BLOB NOT NULL,
            value BLOB NOT NULL,
            digest INTEGER NOT NULL,
            PRIMARY KEY (kind, account, name)
          ) WITHOUT ROWID;
          CREATE TABLE body (
            id BLOB NOT NULL PRIMARY KEY,
            bytes BLOB NOT NULL,
            digest INTEGER NOT NULL
          );
          PRAGMA user_version = 1;
          """
      )
    }
    return migrator
  }
}
