import KeylessAWS
import KeylessAccounts

extension WireValue {
  /// How much of a user an answer shows.
  enum UserDetail {
    case whole
    /// Without boundary and tags, as lists have it (IAM API, `ListUsers`).
    case listed
  }

  /// Nobody here has a password, so `PasswordLastUsed` is never there.
  static func user(_ user: User, _ detail: UserDetail) -> WireValue {
    var fields: [Field] = [
      .init("Path", .text(user.path)), .init("UserName", .text(user.name)), .init("UserId", .text(user.uniqueID)),
      .init("Arn", .text(user.arn)), .init("CreateDate", .time(user.created)),
    ]
    if detail == .whole {
      if let boundary = user.permissions.boundary { fields.append(.init("PermissionsBoundary", .boundary(boundary))) }
      if !user.tags.isEmpty { fields.append(.init("Tags", .tags(user.tags))) }
    }
    return .structure(fields)
  }
}
