package import KeylessSource

/// The AWS half as it is written or as an account has it: the identity providers, and the roles with whom they trust.
package struct AWSHalf: Sendable {
  package var providers: [AWSProvider]
  package var roles: [AWSRole]
  /// What could not be read, and what is broken.
  package var diagnostics: [Diagnostic]

  package init(providers: [AWSProvider] = [], roles: [AWSRole] = [], diagnostics: [Diagnostic] = []) {
    self.providers = providers
    self.roles = roles
    self.diagnostics = diagnostics
  }
}
