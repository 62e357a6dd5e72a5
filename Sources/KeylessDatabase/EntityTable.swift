import GRDB
import KeylessAccounts
import KeylessSource

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The entities, each as JSON under the bytes of its id.
///
/// Names are BLOBs: SQLite compares them byte by byte, and two spellings of one character are two names.
struct EntityTable {
  let path: String

  func all(_ database: Database) throws -> [Entity] {
    let rows = try Row.fetchCursor(database, sql: "SELECT kind, account, name, value, digest FROM entity")
    var entities: [Entity] = []
    let decoder = JSONDecoder()
    while let row = try rows.next() {
      let kind = String.fromDatabaseValue(row["kind"]) ?? ""
      guard let account = StoredBytes.bytes(row["account"]), let name = StoredBytes.bytes(row["name"]),
        let value = StoredBytes.bytes(row["value"]), let digest = Int64.fromDatabaseValue(row["digest"])
      else { throw StoreError.damaged(path, "a row of its entities has no name or no value") }
      guard digest == StoredBytes.digest(Array(kind.utf8), account, name, value),
        let kind = EntityID.Kind(rawValue: kind),
        let entity = try? Self.decode(kind, StoredBytes.data(value), decoder),
        entity.id == EntityID(kind: kind, account: account, name: name)
      else { throw StoreError.damaged(path, "the row of \(Self.title(kind, account, name)) cannot be read") }
      entities.append(entity)
    }
    return entities
  }

  func put(_ entity: Entity, _ database: Database) throws {
    let id = entity.id
    let value = try Array(Self.encode(entity))
    try database.execute(
      sql: """
        INSERT INTO entity (kind, account, name, value, digest) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (kind, account, name) DO UPDATE SET value = excluded.value, digest = excluded.digest
        """,
      arguments: [
        id.kind.rawValue, StoredBytes.data(id.account), StoredBytes.data(id.name), StoredBytes.data(value),
        StoredBytes.digest(Array(id.kind.rawValue.utf8), id.account, id.name, value),
      ]
    )
  }

  func remove(_ id: EntityID, _ database: Database) throws {
    try database.execute(
      sql: "DELETE FROM entity WHERE kind = ? AND account = ? AND name = ?",
      arguments: [id.kind.rawValue, StoredBytes.data(id.account), StoredBytes.data(id.name)]
    )
  }

  private static func encode(_ entity: Entity) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return switch entity {
    case .provider(let provider): try encoder.encode(provider)
    case .role(let role): try encoder.encode(role)
    case .user(let user): try encoder.encode(user)
    case .policy(let policy): try encoder.encode(policy)
    case .bucket(let bucket): try encoder.encode(bucket)
    case .object(let object): try encoder.encode(object)
    }
  }

  private static func decode(_ kind: EntityID.Kind, _ data: Data, _ decoder: JSONDecoder) throws -> Entity {
    switch kind {
    case .provider: .provider(try decoder.decode(IdentityProvider.self, from: data))
    case .role: .role(try decoder.decode(Role.self, from: data))
    case .user: .user(try decoder.decode(User.self, from: data))
    case .policy: .policy(try decoder.decode(ManagedPolicy.self, from: data))
    case .bucket: .bucket(try decoder.decode(Bucket.self, from: data))
    case .object: .object(try decoder.decode(StoredObject.self, from: data))
    }
  }

  /// For messages: the file may be anybody's.
  private static func title(_ kind: String, _ account: [UInt8], _ name: [UInt8]) -> String {
    let name = String(decoding: name.prefix(120).map { $0 == 0 ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    let owner = account.isEmpty ? "" : " in account \(String(decoding: account.prefix(20), as: UTF8.self))"
    return TerminalText.escaping("\(String(kind.prefix(20))) `\(name)`\(owner)")
  }
}
