/// A role with everything it may do, as `GetAccountAuthorizationDetails` lists it (without description and session length).
package struct IAMRoleDetail: Hashable, Sendable {
  package var role: IAMRole
  /// ARNs.
  package var attachedPolicies: [String]
  package var inlinePolicies: [IAMInlinePolicy]

  package init(role: IAMRole, attachedPolicies: [String], inlinePolicies: [IAMInlinePolicy]) {
    self.role = role
    self.attachedPolicies = attachedPolicies
    self.inlinePolicies = inlinePolicies
  }
}
