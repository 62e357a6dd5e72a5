import GRDB
package import KeylessAccounts

/// Keeps the accounts in one SQLite file, which one server at a time has open.
///
/// Every commit is one transaction in the write-ahead log and synced before it returns (`synchronous=FULL`), so what a client
/// was told survives the end of the process and, as far as SQLite and the disk keep their word, of the machine. Every row
/// carries a digest: SQLite notices a broken page, but not a changed letter inside a value.
package final class SQLiteStore: Store {
  package let path: String
  /// What the file was bound to when it was made: a value that only the holder of its key can compute.
  package let binding: [UInt8]
  private let database: DatabaseQueue

  /// Makes a store in a file that exists, is empty, and that only its owner may read.
  ///
  /// SQLite gives its other files the mode of this one.
  package static func create(at path: String, binding: [UInt8]) throws(StoreError) {
    try StoreError.explaining("making", path) {
      let database = try SQLiteFile.connect(path)
      try SQLiteFile.initialize(database, path: path, binding: binding)
      // What is in the log goes into the file itself, which can then be given its name alone.
      try database.close()
    }
  }

  /// Why a file cannot be a store, where its first bytes tell and no key says that it was one.
  package static func refusal(ofStranger header: [UInt8], path: String) -> StoreError? {
    guard header.isEmpty || SQLiteFile.refusal(header: header, path: path) != nil else { return nil }
    let what = header.isEmpty ? "an empty file" : "a file of another program"
    return StoreError(.unopenable, "`\(path)` is \(what) and no store of keyless; name another file")
  }

  /// Opens a store that was made before, and never makes one.
  ///
  /// `header` are the first bytes of the file, read before SQLite touches it: a file that is not ours is left as it is.
  package init(opening path: String, header: [UInt8]) throws(StoreError) {
    if let refusal = SQLiteFile.refusal(header: header, path: path) { throw refusal }
    (database, binding) = try StoreError.explaining("opening", path) {
      let database = try SQLiteFile.connect(path)
      return (database, try SQLiteFile.check(database, path: path))
    }
    self.path = path
  }

  /// Writes the log into the file and gives it free; a store that is never closed loses nothing.
  package func close() throws(StoreError) {
    try StoreError.explaining("closing", path) { try database.close() }
  }

  package func load() throws(StoreError) -> [Entity] {
    try StoreError.explaining("reading", path) {
      try database.read { try EntityTable(path: path).all($0) }
    }
  }

  package func commit(_ changes: [Change]) throws(StoreError) {
    try StoreError.explaining("writing to", path) {
      try database.write { database in
        let entities = EntityTable(path: path)
        for change in changes {
          switch change {
          case .put(let entity): try entities.put(entity, database)
          case .remove(let id): try entities.remove(id, database)
          case .putBody(let id, let bytes): try BodyTable(path: path).put(id, bytes, database)
          case .removeBody(let id): try BodyTable(path: path).remove(id, database)
          }
        }
      }
    }
  }

  package func body(_ id: BodyID) throws(StoreError) -> [UInt8]? {
    try StoreError.explaining("reading", path) {
      try database.read { try BodyTable(path: path).body(id, $0) }
    }
  }
}
