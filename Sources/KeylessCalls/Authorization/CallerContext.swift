import KeylessAWS
import KeylessAccounts
package import KeylessPolicy

/// The condition keys that every signed call carries (IAM User Guide, "AWS global condition context keys").
package enum CallerContext {
  package static func context(of scope: CallScope, _ demand: Demand) -> RequestContext {
    let caller = scope.caller
    var context = RequestContext()
    context["aws:CurrentTime"] = [WireTime.extended(scope.now)]
    context["aws:EpochTime"] = [String(scope.now)]
    // The local AWS stands in for an endpoint that is always reached over TLS.
    context["aws:SecureTransport"] = ["true"]
    context["aws:RequestedRegion"] = [scope.region]
    context["aws:ViaAWSService"] = ["false"]
    context["aws:PrincipalIsAWSService"] = ["false"]
    if let address = scope.sourceAddress { context["aws:SourceIp"] = [address] }
    if let agent = scope.userAgent { context["aws:UserAgent"] = [agent] }
    if let account = demand.resourceAccount ?? (caller.account.isEmpty ? nil : caller.account) {
      context["aws:ResourceAccount"] = [account]
    }
    addPrincipal(caller, to: &context)
    for (key, values) in demand.context { context[key] = values }
    return context
  }

  private static func addPrincipal(_ caller: Caller, to context: inout RequestContext) {
    context["aws:userid"] = [caller.userID]
    switch caller.identity {
    case .anonymous: context["aws:PrincipalType"] = ["Anonymous"]
    case .user(let user, let session):
      context["aws:PrincipalType"] = ["User"]
      context["aws:PrincipalArn"] = [user.arn]
      context["aws:PrincipalAccount"] = [user.account]
      context["aws:username"] = [user.name]
      addTags(user.tags, to: &context)
      if let session { addSession(session, to: &context) }
    case .role(let role, let session):
      context["aws:PrincipalType"] = ["AssumedRole"]
      context["aws:PrincipalArn"] = [role.arn]
      context["aws:PrincipalAccount"] = [role.account]
      addTags(role.tags, to: &context)
      addSession(session, to: &context)
      for tag in session.tags { context["aws:PrincipalTag/\(tag.key)"] = [tag.value] }
    }
  }

  private static func addTags(_ tags: [ResourceTag], to context: inout RequestContext) {
    for tag in tags { context["aws:PrincipalTag/\(tag.key)"] = [tag.value] }
  }

  private static func addSession(_ session: Session, to context: inout RequestContext) {
    context["aws:TokenIssueTime"] = [WireTime.extended(session.issuedAt)]
    // Sessions carry the key, long-term credentials do not; no call here is made with a second factor.
    context["aws:MultiFactorAuthPresent"] = ["false"]
    if let identity = session.sourceIdentity { context["aws:SourceIdentity"] = [identity] }
    guard let provider = session.providerARN else { return }
    context["aws:FederatedProvider"] = [provider]
    guard let bare = (try? ARN(parsing: provider))?.oidcIssuer else { return }
    if let audience = session.audience { context["\(bare):aud"] = [audience] }
    if let subject = session.subject { context["\(bare):sub"] = [subject] }
    if !session.methods.isEmpty { context["\(bare):amr"] = session.methods }
  }
}
