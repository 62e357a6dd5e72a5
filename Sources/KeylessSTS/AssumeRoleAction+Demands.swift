import KeylessAWS
import KeylessAccounts
package import KeylessCalls
import KeylessPolicy

extension AssumeRoleAction {
  /// `sts:AssumeRole`, and an action of its own for tags and for a source identity, also for those that a chain passes on.
  ///
  /// In one account a trust policy that names the caller suffices; one that names the account leaves it to the caller's own
  /// policies. Across accounts both must allow (AWS STS API, `AssumeRole`; IAM User Guide, "Cross-account policy
  /// evaluation logic").
  package func demands(_ call: CallScope) -> [Demand] {
    let role = assumedRole(call)
    if role == nil { call.findings.add("there is no role \(roleARN)") }
    let account = (try? ARN(parsing: roleARN))?.account
    let context = context(of: role, owner: account)
    func demand(_ action: String) -> Demand {
      Demand(
        action,
        on: roleARN,
        context: context,
        // A role that is not there trusts nobody.
        resourcePolicy: role?.trust.compiled ?? .trustingNobody,
        resourceAccount: account
      )
    }
    var demands = [demand("sts:AssumeRole")]
    if !tags.tags.isEmpty || !SessionTagParameters.inherited(from: call.caller.session).isEmpty {
      demands.append(demand("sts:TagSession"))
    }
    if sourceIdentity != nil || call.caller.session?.sourceIdentity != nil {
      demands.append(demand("sts:SetSourceIdentity"))
      // A role that hands its session on needs the permission itself, however it is named in the trust policy (IAM User
      // Guide, "Permissions required to set source identity").
      if case .role = call.caller.identity {
        demands.append(Demand("sts:SetSourceIdentity", on: roleARN, context: context))
      }
    }
    return demands
  }

  func assumedRole(_ call: CallScope) -> Role? {
    guard let arn = try? RoleARN(parsing: roleARN) else { return nil }
    return call.accounts.role(arn: roleARN, account: arn.account.text)
  }

  /// The condition keys of the request; what a chain passes on is in `aws:PrincipalTag` and `aws:SourceIdentity` already.
  private func context(of role: Role?, owner: String?) -> [(key: String, values: [String])] {
    var context: [(key: String, values: [String])] = [("sts:RoleSessionName", [sessionName])]
    if let owner { context.append(("aws:ResourceAccount", [owner])) }
    if let externalID { context.append(("sts:ExternalId", [externalID])) }
    if let sourceIdentity { context.append(("sts:SourceIdentity", [sourceIdentity])) }
    if !tags.tags.isEmpty {
      context.append(("aws:TagKeys", tags.tags.map(\.key)))
      for tag in tags.tags { context.append(("aws:RequestTag/\(tag.key)", [tag.value])) }
    }
    if !tags.transitiveKeys.isEmpty { context.append(("sts:TransitiveTagKeys", tags.transitiveKeys)) }
    for (key, value) in role?.tagKeys ?? [] { context.append((key.name, [value])) }
    return context
  }
}
