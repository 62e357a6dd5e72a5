/// Why a document is not XML that we accept; quotes nothing of it, for it may hold credentials.
package struct XMLError: Error, Hashable, Sendable, CustomStringConvertible {
  var offset: Int
  var reason: String

  package var description: String { "\(reason) at byte \(offset)" }
}
