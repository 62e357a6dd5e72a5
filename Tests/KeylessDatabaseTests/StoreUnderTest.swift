import Foundation
import KeylessAccounts
import KeylessDatabase
import Testing

/// A store that the conformance suite runs, and how to open it again.
///
/// A new kind of store is one case here.
enum StoreKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case memory, sqlite

  var testDescription: String { rawValue }

  /// Runs a test with an empty store of this kind; what it leaves on the disk is removed.
  func use(_ body: (StoreUnderTest) throws -> Void) throws {
    switch self {
    case .memory: try body(StoreUnderTest(kind: self, store: MemoryStore(), file: nil))
    case .sqlite:
      try DatabaseFile.use { file in
        try file.create()
        try body(StoreUnderTest(kind: self, store: file.open(), file: file))
      }
    }
  }
}

final class StoreUnderTest {
  let kind: StoreKind
  private(set) var store: any Store
  private let file: DatabaseFile?

  init(kind: StoreKind, store: any Store, file: DatabaseFile?) {
    self.kind = kind
    self.store = store
    self.file = file
  }

  /// Ends the store and opens what it left behind; a store in memory has nothing to leave and goes on.
  func reopen() throws {
    guard let file, let sqlite = store as? SQLiteStore else { return }
    try sqlite.close()
    store = try file.open()
  }

  /// Everything the store holds, in a form that can be compared.
  func contents() throws -> [EntityID: String] { try Sample.texts(of: store.load()) }
}

/// A database file in a folder of its own.
struct DatabaseFile {
  static let binding = [UInt8](0..<32)
  let path: String

  private let folder: URL

  static func use(_ body: (DatabaseFile) throws -> Void) throws {
    let file = try make()
    defer { file.remove() }
    try body(file)
  }

  static func make() throws -> DatabaseFile {
    let folder = FileManager.default.temporaryDirectory.appending(path: "keyless-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return DatabaseFile(path: folder.appending(path: "store.db").path, folder: folder)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  func create() throws {
    #expect(FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]))
    try SQLiteStore.create(at: path, binding: Self.binding)
  }

  func open() throws(StoreError) -> SQLiteStore {
    try SQLiteStore(opening: path, header: Array(bytes().prefix(100)))
  }

  func bytes(_ suffix: String = "") -> [UInt8] { Array(FileManager.default.contents(atPath: path + suffix) ?? Data()) }

  func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: path)) }

  /// The permissions of a file, or nil when it is not there.
  func mode(_ suffix: String = "") -> Int? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path + suffix)
    return (attributes?[.posixPermissions] as? NSNumber)?.intValue
  }
}
