import KeylessAWS

extension Session {
  /// `arn:aws:sts::<account>:assumed-role/<role name without path>/<session name>`.
  var assumedRoleARN: String {
    guard let role = try? RoleARN(parsing: roleARN) else { return roleARN }
    return ARN.assumedRole(role, sessionName: sessionName).description
  }
}
