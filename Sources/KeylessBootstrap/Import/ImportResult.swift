/// What became of an account's roles: an intent, and the roles it does not hold.
struct ImportResult {
  /// Nil when no role can be said.
  var yaml: String?
  var imported: [String] = []
  /// With the reason.
  var left: [(role: String, reason: String)] = []
  /// The issuers and audiences of roles that were left because an intent has one of each.
  var others: [String] = []
}
