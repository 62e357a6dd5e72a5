import GRDB
import KeylessAccounts

/// The bytes of objects, apart from what is loaded at the start.
struct BodyTable {
  let path: String

  func body(_ id: BodyID, _ database: Database) throws -> [UInt8]? {
    try Row.fetchOne(database, sql: "SELECT id, bytes, digest FROM body WHERE id = ?", arguments: [key(id)])
      .map(bytes)
  }

  /// Reads every body once, so that damage is found when the store is opened and not when an object is asked for.
  func check(_ database: Database) throws {
    let rows = try Row.fetchCursor(database, sql: "SELECT id, bytes, digest FROM body")
    while let row = try rows.next() { _ = try bytes(row) }
  }

  private func bytes(_ row: Row) throws -> [UInt8] {
    guard let id = StoredBytes.bytes(row["id"]), let bytes = StoredBytes.bytes(row["bytes"]),
      Int64.fromDatabaseValue(row["digest"]) == StoredBytes.digest(id, bytes)
    else { throw StoreError.damaged(path, "the bytes of an object cannot be read") }
    return bytes
  }

  func put(_ id: BodyID, _ bytes: [UInt8], _ database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO body (id, bytes, digest) VALUES (?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET bytes = excluded.bytes, digest = excluded.digest
        """,
      arguments: [key(id), StoredBytes.data(bytes), StoredBytes.digest(Array(id.text.utf8), bytes)]
    )
  }

  func remove(_ id: BodyID, _ database: Database) throws {
    try database.execute(sql: "DELETE FROM body WHERE id = ?", arguments: [key(id)])
  }

  private func key(_ id: BodyID) -> DatabaseValue { StoredBytes.data(Array(id.text.utf8)).databaseValue }
}
