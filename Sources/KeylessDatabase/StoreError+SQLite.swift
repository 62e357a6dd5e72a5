import GRDB
import KeylessAccounts
import KeylessSource

extension StoreError {
  /// What a person can do about a file that cannot be read; nothing is ever begun anew in its place.
  private static let advice =
    "restore it together with its `-wal` and `.key` from a backup, or move all three away to begin with an empty AWS"

  static func damaged(_ path: String, _ why: String) -> StoreError {
    let why = TerminalText.escaping(String(why.prefix(300)))
    return StoreError(.damaged, "the store `\(path)` is damaged: \(why); \(advice)")
  }

  static func foreign(_ path: String) -> StoreError {
    StoreError(.damaged, "`\(path)` is a database of another program and no store of keyless; name another file")
  }

  /// Runs work on a store and says of every failure what was being done to which file.
  static func explaining<Result>(
    _ doing: String,
    _ path: String,
    _ work: () throws -> Result
  ) throws(StoreError) -> Result {
    do {
      return try work()
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError {
      throw StoreError(error, doing, path)
    } catch {
      throw StoreError(.unwritable, "\(doing) the store `\(path)` failed: \(error)")
    }
  }

  private init(_ error: DatabaseError, _ doing: String, _ path: String) {
    let what = "\(doing) the store `\(path)` failed"
    // SQLite's own words; GRDB's description would repeat the statement and its arguments.
    let reason = TerminalText.escaping(
      String((error.message ?? "SQLite error \(error.resultCode.rawValue)").prefix(300))
    )
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: self = .damaged(path, reason)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(.unopenable, "\(what): another server uses it, and only one at a time can; stop that one first")
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_READONLY:
      self.init(.unopenable, "\(what): \(reason); its folder must exist, and you must be allowed to write there")
    case .SQLITE_FULL: self.init(.unwritable, "\(what): the disk is full")
    case .SQLITE_ERROR where error.message?.hasPrefix("no such") == true: self = .damaged(path, reason)
    default: self.init(doing == "reading" ? .unreadable : .unwritable, "\(what): \(reason)")
    }
  }
}
