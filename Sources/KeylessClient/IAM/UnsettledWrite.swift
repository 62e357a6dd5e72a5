package import KeylessAWS

/// A change that IAM refused, or failed at, after an attempt of it failed inside AWS: whether it was made is not known.
package struct UnsettledWrite: Error, Hashable, Sendable, CustomStringConvertible {
  /// What IAM said last.
  package var refusal: QueryError

  package var description: String { refusal.description }
}
