/// What one policy says to one request.
package enum PolicyOutcome: String, Hashable, Sendable {
  case allow
  /// A `Deny` statement applies; nothing outweighs it.
  case deny
  /// No statement applies.
  case implicitDeny
}
