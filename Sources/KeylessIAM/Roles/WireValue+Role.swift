import KeylessAWS
import KeylessAccounts
import KeylessCalls

/// How much of a role an answer shows: each action of IAM leaves out something else (observed).
enum RoleView {
  /// `CreateRole` and `UpdateRoleDescription`: without the session's length and the last use.
  case made
  /// `GetRole`: everything.
  case whole
  /// `ListRoles`: without tags, boundary and last use.
  case listed
}

extension WireValue {
  static func role(_ role: Role, _ view: RoleView, _ call: CallScope) -> WireValue {
    var fields: [Field] = [
      .init("Path", .text(role.path)), .init("RoleName", .text(role.name)), .init("RoleId", .text(role.uniqueID)),
      .init("Arn", .text(role.arn)), .init("CreateDate", .time(role.created)),
      .init("AssumeRolePolicyDocument", .trust(of: role, in: call.accounts.snapshot)),
    ]
    fields += Field.optional("Description", role.description)
    if view != .made { fields.append(.init("MaxSessionDuration", .integer(role.maxSessionDuration))) }
    if view != .listed {
      if let boundary = role.permissions.boundary { fields.append(.init("PermissionsBoundary", .boundary(boundary))) }
      if !role.tags.isEmpty { fields.append(.init("Tags", .tags(TagRules.sorted(role.tags)))) }
    }
    if view == .whole { fields.append(.init("RoleLastUsed", lastUse(call.accounts.usage.last(role.uniqueID)))) }
    return .structure(fields)
  }

  /// Empty for a role that was never used.
  private static func lastUse(_ moment: Usage.Moment?) -> WireValue {
    guard let moment else { return .structure([]) }
    return .structure([.init("LastUsedDate", .time(moment.time)), .init("Region", .text(moment.region))])
  }
}
