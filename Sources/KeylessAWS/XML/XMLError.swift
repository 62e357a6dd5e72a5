/// Why a response is not XML that we accept; quotes nothing of it, for it may hold credentials.
struct XMLError: Error, Hashable, Sendable, CustomStringConvertible {
  var offset: Int
  var reason: String

  var description: String { "\(reason) at byte \(offset)" }
}
