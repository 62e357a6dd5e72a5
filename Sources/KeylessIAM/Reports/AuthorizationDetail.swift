import KeylessAWS
import KeylessAccounts
import KeylessCalls

/// One entry of `GetAccountAuthorizationDetails`: a user, a role or a managed policy with everything about it.
struct AuthorizationDetail: Sendable {
  /// The lists of the answer, by the name that `Filter` has for what is in them.
  enum Kind: String, CaseIterable, Sendable {
    case user = "User"
    case role = "Role"
    case group = "Group"
    case localPolicy = "LocalManagedPolicy"
    case awsPolicy = "AWSManagedPolicy"
  }

  let kind: Kind
  /// In the order in which the report has its entries.
  let key: String
  let value: WireValue

  /// Every entry of an account; of AWS's own policies those that somebody has.
  static func all(in contents: Contents, _ call: CallScope) -> [AuthorizationDetail] {
    let account = contents[call.account]
    let usage = PolicyCounts(in: account)
    var details = account.allUsers.map { user in
      AuthorizationDetail(kind: .user, key: "1 \(ASCII.lowercased(user.name))", value: value(of: user))
    }
    details += account.allRoles.map { role in
      let last = call.accounts.usage.last(role.uniqueID)
      return AuthorizationDetail(
        kind: .role,
        key: "2 \(ASCII.lowercased(role.name))",
        value: value(of: role, last, in: contents)
      )
    }
    details += account.allPolicies.map { policy in
      AuthorizationDetail(
        kind: .localPolicy,
        key: "3 \(ASCII.lowercased(policy.name))",
        value: value(of: policy, usage)
      )
    }
    for arn in usage.arns {
      guard let policy = contents.policy(arn: arn, account: call.account), ASCII.equal(policy.account, "aws") else {
        continue
      }
      details.append(AuthorizationDetail(kind: .awsPolicy, key: "4 \(arn)", value: value(of: policy, usage)))
    }
    return details
  }

  private static func value(of user: User) -> WireValue {
    .structure(
      [
        .init("Path", .text(user.path)), .init("UserName", .text(user.name)), .init("UserId", .text(user.uniqueID)),
        .init("Arn", .text(user.arn)), .init("CreateDate", .time(user.created)),
        .init("UserPolicyList", inline(user.permissions)), .init("GroupList", .list([])),
      ] + common(user.permissions, user.tags)
    )
  }

  private static func value(of role: Role, _ last: Usage.Moment?, in contents: Contents) -> WireValue {
    let used: [WireValue.Field] =
      last.map { [.init("LastUsedDate", .time($0.time)), .init("Region", .text($0.region))] } ?? []
    return .structure(
      [
        .init("Path", .text(role.path)), .init("RoleName", .text(role.name)), .init("RoleId", .text(role.uniqueID)),
        .init("Arn", .text(role.arn)), .init("CreateDate", .time(role.created)),
        .init("AssumeRolePolicyDocument", .trust(of: role, in: contents)), .init("InstanceProfileList", .list([])),
        .init("RolePolicyList", inline(role.permissions)),
      ] + common(role.permissions, role.tags) + [.init("RoleLastUsed", .structure(used))]
    )
  }

  private static func value(of policy: ManagedPolicy, _ usage: PolicyCounts) -> WireValue {
    var fields: [WireValue.Field] = [
      .init("PolicyName", .text(policy.name)), .init("PolicyId", .text(policy.uniqueID)),
      .init("Arn", .text(policy.arn)), .init("Path", .text(policy.path)),
      .init("DefaultVersionId", .text(policy.defaultVersionID)),
      .init("AttachmentCount", .integer(usage.attachments(of: policy))),
      .init("PermissionsBoundaryUsageCount", .integer(usage.boundaries(of: policy))),
      .init("IsAttachable", .boolean(true)),
    ]
    if let description = policy.description { fields.append(.init("Description", .text(description))) }
    fields += [.init("CreateDate", .time(policy.created)), .init("UpdateDate", .time(policy.updated))]
    // Newest first, as the list of versions has them.
    let versions = policy.versions.reversed().map { WireValue.policyVersion($0, of: policy, withDocument: true) }
    return .structure(fields + [.init("PolicyVersionList", .list(versions))])
  }

  private static func inline(_ permissions: Permissions) -> WireValue {
    .list(
      permissions.inline.map {
        .structure([.init("PolicyName", .text($0.name)), .init("PolicyDocument", .document($0.policy))])
      }
    )
  }

  private static func common(_ permissions: Permissions, _ tags: [ResourceTag]) -> [WireValue.Field] {
    let attached = WireValue.list(permissions.attached.map(WireValue.attachedPolicy))
    let boundary = permissions.boundary.map { [WireValue.Field("PermissionsBoundary", .boundary($0))] } ?? []
    return [.init("AttachedManagedPolicies", attached)] + boundary + [.init("Tags", .tags(tags))]
  }
}
