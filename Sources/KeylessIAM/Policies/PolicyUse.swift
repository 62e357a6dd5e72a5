import KeylessAccounts

/// Who has a managed policy attached, and whose boundary it is.
struct PolicyUse {
  /// What a policy is used for (`PolicyUsageFilter`).
  enum Purpose: String, CaseIterable {
    case permissions = "PermissionsPolicy"
    case boundary = "PermissionsBoundary"
  }

  let users: [User]
  let roles: [Role]

  /// Without a purpose, for any.
  init(of arn: String, for purpose: Purpose? = nil, in account: AccountContents) {
    func uses(_ permissions: Permissions) -> Bool {
      let isBoundary = permissions.boundary.map { $0.utf8.elementsEqual(arn.utf8) } ?? false
      return switch purpose {
      case .permissions: permissions.isAttached(arn)
      case .boundary: isBoundary
      case nil: isBoundary || permissions.isAttached(arn)
      }
    }
    users = account.allUsers.filter { uses($0.permissions) }
    roles = account.allRoles.filter { uses($0.permissions) }
  }

  var count: Int { users.count + roles.count }
}
