/// How well a statement about a platform or about AWS is known; later outputs show it beside the statement.
///
/// A mark says how a fact is known, so that nobody takes a belief for a fact.
package enum Evidence: String, Hashable, Sendable {
  /// Read in the project's own source code.
  case source
  /// Written in the vendor's documentation.
  case documented
  /// Seen in a real token, a real error or a recorded answer.
  case observed
  /// Sources contradict each other.
  case disputed
  /// Believed, but not confirmed.
  case unverified
}
