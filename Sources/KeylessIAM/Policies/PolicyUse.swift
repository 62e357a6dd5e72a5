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

  init(of arn: String, for purpose: Purpose, in account: AccountContents) {
    func uses(_ permissions: Permissions) -> Bool {
      switch purpose {
      case .permissions: permissions.isAttached(arn)
      case .boundary: permissions.boundary?.utf8.elementsEqual(arn.utf8) == true
      }
    }
    users = account.allUsers.filter { uses($0.permissions) }
    roles = account.allRoles.filter { uses($0.permissions) }
  }

  var count: Int { users.count + roles.count }
}
