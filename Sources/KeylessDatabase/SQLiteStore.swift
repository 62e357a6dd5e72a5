import GRDB

/// Keeps the accounts in one SQLite file.
package struct SQLiteStore: Sendable {}
