package import KeylessAWS

extension Session {
  /// Whether it is a user's, from `GetSessionToken`, and not a role's.
  package var isOfUser: Bool { principalID.utf8.starts(with: UniqueID.Kind.user.rawValue.utf8) }

  /// `arn:aws:sts::<account>:assumed-role/<role name without path>/<session name>`; for a user's session the user's.
  package var assumedRoleARN: String {
    guard !isOfUser, let role = try? RoleARN(parsing: principalARN) else { return principalARN }
    return ARN.assumedRole(role, sessionName: sessionName).description
  }
}
