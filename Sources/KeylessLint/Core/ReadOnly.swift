import KeylessAWSHalf
import KeylessPolicy
import KeylessSource

/// Whether a role can surely only read: everything it is granted is known, and names no action that writes.
enum ReadOnly {
  static func isReadOnly(_ role: AWSRole) -> Bool {
    guard role.permissionsAreComplete, !role.permissions.isEmpty else { return false }
    return role.permissions.allSatisfy { policy in
      if AWSPolicies.isReadOnly(policy.name) { return true }
      guard let document = policy.document else { return false }
      return document.statements.allSatisfy { statement in
        statement.effect.value == .deny
          || !statement.action.isNegated && statement.action.patterns.allSatisfy { reads($0.value.text.source) }
      }
    }
  }

  /// By the verbs that AWS gives its reading actions; `*` behind one of them is still one of them.
  private static func reads(_ action: String) -> Bool {
    guard let colon = action.firstIndex(of: ":") else { return false }
    let name = action[action.index(after: colon)...].lowercased()
    return ["get", "list", "describe", "head", "view", "lookup", "batchget"].contains { name.hasPrefix($0) }
  }
}
