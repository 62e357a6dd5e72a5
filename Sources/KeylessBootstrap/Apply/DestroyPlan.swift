import KeylessClient
import KeylessGenerate

extension Plan {
  /// Removes what keyless made and nothing else: of every role first what it may do, then the role, the provider last.
  ///
  /// `others`: the roles of the account that trust the provider besides these; nil when nobody may list them.
  static func destroy(_ state: AccountState, _ half: AWSHalf, roles names: [String], others: [String]?) -> Plan {
    var plan = Plan(account: half.account)
    for name in names {
      guard let found = state.roles[name] else {
        plan.notes.append("role \(name) is not there")
        continue
      }
      guard Marks.isOurs(found.role.tags) else {
        let maker = Marks.maker(found.role.tags).map { "\($0) made it" } ?? "keyless did not make it"
        plan.notes.append("role \(name) stays: \(maker)")
        continue
      }
      plan.roles.append(RolePlan(removing: found))
    }
    guard let provider = state.provider else { return plan }
    if half.provider.isReused {
      plan.notes.append("the provider \(half.provider.url) stays: the intent says that it was there before")
    } else if !Marks.isOurs(provider.tags) {
      plan.notes.append("the provider \(half.provider.url) stays: keyless did not make it")
    } else if let others, others.isEmpty {
      plan.provider = [Change(.deleteProvider(provider.arn), "provider \(half.provider.url): remove it")]
    } else if let others {
      plan.notes.append("the provider \(half.provider.url) stays: \(others.joined(separator: ", ")) trust it too")
    } else {
      plan.notes.append(
        "the provider \(half.provider.url) stays: you may not list the account's roles, so nobody knows whether another "
          + "trusts it"
      )
    }
    return plan
  }
}

extension RolePlan {
  fileprivate init(removing found: IAMRoleDetail) {
    name = found.role.name
    for policy in found.attachedPolicies {
      changes.append(Change(.detach(role: name, policy: policy), "role \(name): detach \(policy)"))
    }
    for policy in found.inlinePolicies {
      changes.append(Change(.deleteInline(role: name, name: policy.name), "role \(name): delete policy \(policy.name)"))
    }
    changes.append(Change(.deleteRole(name), "role \(name): delete it"))
  }
}
