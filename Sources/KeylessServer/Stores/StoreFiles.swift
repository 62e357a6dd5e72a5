import KeylessAWS
import KeylessAccounts
import KeylessDatabase
import KeylessSystem

/// The files of a SQLite store: the database, which holds no secret, and its key beside it.
///
/// The database knows by a check value which key it belongs to. One of the two without the other is an error: a new key would
/// silently end every session and change the secret of every user, and a new database would silently be an empty AWS.
struct StoreFiles {
  let path: String
  let system: System

  private var keyPath: String { path + ".key" }
  private static let headerLength = 100

  func open() throws -> (database: SQLiteStore, root: [UInt8], isNew: Bool) {
    let header = try reading(path) { try system.files.readStart(path, Self.headerLength) }
    let root = try readKey()
    switch (header, root) {
    case (nil, nil):
      let folder = system.files.folder(of: path)
      guard system.files.isDirectory(folder) else {
        throw StoreError(.unopenable, "there is no folder `\(folder)` to make the store `\(path)` in; make it first")
      }
      let root = try make()
      return (try database(for: root), root, true)
    case (nil, let root?):
      // Ended between the two last steps of making it: the key is there, and the database waits under its first name.
      let prepared = preparedPath(root)
      guard try system.files.readStart(prepared, 1) != nil else {
        throw StoreError(
          .unopenable,
          "the key `\(keyPath)` is there and its store `\(path)` is not; restore the store, or move the key away to begin "
            + "with an empty AWS"
        )
      }
      try system.files.move(prepared, path, false)
      return (try database(for: root), root, true)
    case (let header?, nil):
      if let refusal = SQLiteStore.refusal(ofStranger: header, path: path) { throw refusal }
      throw StoreError(
        .unopenable,
        "the store `\(path)` is there and its key `\(keyPath)` is not; restore the key, or move the store away to begin with "
          + "an empty AWS"
      )
    case (_?, let root?): return (try database(for: root), root, false)
    }
  }

  private func database(for root: [UInt8]) throws -> SQLiteStore {
    let header = try reading(path) { try system.files.readStart(path, Self.headerLength) } ?? []
    let database = try SQLiteStore(opening: path, header: header)
    guard database.binding == SealingKey.check(ofRoot: root) else {
      try? database.close()
      throw StoreError(.unopenable, "the key `\(keyPath)` is not the one of the store `\(path)`; restore the right one")
    }
    return database
  }

  /// The database under another name, then the key, then the database's own name: no moment leaves half of it behind.
  private func make() throws -> [UInt8] {
    let root = try RootKey.random(system)
    let prepared = preparedPath(root)
    do {
      try system.files.createPrivate(prepared, [])
    } catch {
      throw StoreError(.unopenable, "making the store `\(path)` failed: \(error)")
    }
    do {
      try SQLiteStore.create(at: prepared, binding: SealingKey.check(ofRoot: root))
      try system.files.createPrivate(keyPath, RootKey.text(root))
    } catch {
      try? system.files.removeFile(prepared)
      throw error
    }
    try system.files.move(prepared, path, false)
    return root
  }

  /// Named by what the key is checked with, which is no secret.
  private func preparedPath(_ root: [UInt8]) -> String {
    "\(path).new-\(Hex.encode(SealingKey.check(ofRoot: root).prefix(8)))"
  }

  private func readKey() throws -> [UInt8]? {
    guard let text = try reading(keyPath, { try system.files.read(keyPath, 1024) }) else { return nil }
    guard system.files.isPrivate(keyPath) else {
      throw StoreError(
        .unopenable,
        "the key `\(keyPath)` can be read by others than you, or is not yours; make it yours alone: chmod 600"
      )
    }
    guard let root = RootKey.parse(text) else {
      throw StoreError(.damaged, "the key `\(keyPath)` is damaged, or is no key of keyless; restore it from a backup")
    }
    return root
  }

  private func reading<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch let error as SystemError {
      throw StoreError(.unopenable, "opening the store `\(self.path)` failed: \(error)")
    }
  }
}
