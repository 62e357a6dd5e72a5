package import KeylessPolicy

/// One role of an account as it was written down: its trust policy and what it may do.
package struct RoleEntry: Sendable {
  package let name: String
  /// Nil for a bare policy.
  package let arn: String?
  package let trust: PolicyDocument
  package let grants: Grants
  /// Nil where nothing is written down of what it may do.
  package let permissions: RolePermissions?

  /// What whoever gets in may do, in a word.
  package struct Grants: Hashable, Sendable {
    /// `administrator`, `read-only`…; nil when nothing is known of it.
    package var word: String?
    /// The policies it comes from.
    package var policies: [String]
  }
}
