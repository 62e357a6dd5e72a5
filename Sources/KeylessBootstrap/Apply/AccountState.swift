package import KeylessClient

/// What an account holds of what an AWS half speaks of, and nothing else of it.
package struct AccountState: Hashable, Sendable {
  /// Nil: not registered.
  package var provider: IAMProvider?
  /// By the name the half has for them; a role that is not there is missing.
  package var roles: [String: IAMRoleDetail]

  package init(provider: IAMProvider? = nil, roles: [String: IAMRoleDetail] = [:]) {
    self.provider = provider
    self.roles = roles
  }

  /// Asks IAM, role by role: this needs no permission to list the account.
  package static func read(
    provider: String,
    roles names: [String],
    from client: IAMClient
  ) async throws -> AccountState {
    var state = AccountState(provider: try await client.provider(provider))
    for name in names {
      guard let role = try await client.role(name) else { continue }
      state.roles[name] = IAMRoleDetail(
        role: role,
        attachedPolicies: try await client.attachedPolicies(of: name),
        inlinePolicies: try await client.inlinePolicies(of: name)
      )
    }
    return state
  }
}
