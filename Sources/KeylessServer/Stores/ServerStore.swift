package import KeylessAccounts
import KeylessDatabase
package import KeylessSystem

/// A store that is open, with the secret that belongs to it.
package struct ServerStore: Sendable {
  package let store: any Store
  /// From which session keys and users' secret keys are derived.
  package let root: [UInt8]
  /// Whether it was made just now, which is worth saying: a mistyped path begins an empty AWS.
  package let isNew: Bool
  private let database: SQLiteStore?

  private init(_ store: any Store, root: [UInt8], isNew: Bool, database: SQLiteStore? = nil) {
    self.store = store
    self.root = root
    self.isNew = isNew
    self.database = database
  }

  /// Opens what was chosen, and makes it where there is nothing at all.
  package static func open(_ choice: StoreChoice, system: System) throws -> ServerStore {
    switch choice {
    case .memory: return ServerStore(MemoryStore(), root: try RootKey.random(system), isNew: true)
    case .sqlite(let path):
      let (database, root, isNew) = try StoreFiles(path: path, system: system).open()
      return ServerStore(database, root: root, isNew: isNew, database: database)
    }
  }

  /// A store that is not closed loses nothing; one that is takes up less room.
  package func close() throws(StoreError) { try database?.close() }
}
