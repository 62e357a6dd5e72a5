/// Which of an intent's roles the generated files name as their defaults; one that is not told must be given by the caller.
package struct CIRoles: Hashable, Sendable {
  /// For jobs of the project's own.
  package var credentials: String?
  /// For `plan`: reads, in merge requests too.
  package var plan: String?
  /// For `apply`: writes.
  package var apply: String?

  package init(credentials: String? = nil, plan: String? = nil, apply: String? = nil) {
    self.credentials = credentials
    self.plan = plan
    self.apply = apply
  }
}
