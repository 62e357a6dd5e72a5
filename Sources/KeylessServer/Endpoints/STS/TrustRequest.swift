import KeylessAWS
import KeylessOIDC
import KeylessPlatforms
import KeylessPolicy
import KeylessSource

/// Turns a verified token and the call that carried it into the question a trust policy is asked.
struct TrustRequest {
  var token: VerifiedToken
  var provider: IdentityProvider
  var role: Role
  var sessionName: String
  var sourceAddress: String?
  var userAgent: String?
  var region: String
  /// Unix seconds.
  var now: Int

  /// The question for one action; session tags and a source identity are actions of their own.
  func request(for action: String) -> PolicyRequest {
    PolicyRequest(principal: .federated(provider: provider.arn), action: action, context: context)
  }

  /// Every action the trust policy must allow for this token.
  var actions: [String] {
    var actions = ["sts:AssumeRoleWithWebIdentity"]
    if !token.special.tags.tags.isEmpty { actions.append("sts:TagSession") }
    if token.special.sourceIdentity != nil { actions.append("sts:SetSourceIdentity") }
    return actions
  }

  private var context: RequestContext {
    var context = RequestContext()
    for (claim, key) in provider.conditionKeys {
      if let values = values(of: claim) { context[key] = values }
    }
    context["sts:RoleSessionName"] = [sessionName]
    addSpecialClaims(to: &context)
    context["aws:CurrentTime"] = [WireTime.extended(now)]
    context["aws:EpochTime"] = [String(now)]
    // The local AWS stands in for an endpoint that is always reached over TLS.
    context["aws:SecureTransport"] = ["true"]
    context["aws:RequestedRegion"] = [region]
    if let sourceAddress { context["aws:SourceIp"] = [sourceAddress] }
    if let userAgent { context["aws:UserAgent"] = [userAgent] }
    for (key, value) in role.tags {
      context["aws:ResourceTag/\(key)"] = [value]
      context["iam:ResourceTag/\(key)"] = [value]
    }
    return context
  }

  private func addSpecialClaims(to context: inout RequestContext) {
    if let identity = token.special.sourceIdentity { context["sts:SourceIdentity"] = [identity] }
    // Present only where the claim is, and then true: a role that is not listed was refused before the policy is asked.
    if token.special.roles != nil { context["sts:RoleAuthorizedByIdp"] = ["true"] }
    let tags = token.special.tags
    guard !tags.tags.isEmpty else { return }
    context["aws:TagKeys"] = tags.tags.map(\.key)
    for tag in tags.tags { context["aws:RequestTag/\(tag.key)"] = [tag.value] }
    if !tags.transitiveKeys.isEmpty { context["sts:TransitiveTagKeys"] = tags.transitiveKeys }
  }

  /// The key's values, or nil where the token does not carry the claim in the type that AWS maps.
  private func values(of claim: MappedClaim) -> [String]? {
    switch claim.claim {
    case "aud": return [token.effectiveAudience]
    case "oaud": return token.rawAudiences
    case "sub": return [token.subject]
    case "amr": return token.amr.isEmpty ? nil : token.amr
    default: break
    }
    guard let node = token[claim: claim.claim] else { return nil }
    switch (claim.kind, node.value) {
    case (.string, .string(let text)), (.strings, .string(let text)): return [text]
    case (.number, .number(let number)): return [number.literal]
    case (.strings, .array(let nodes)):
      return nodes.compactMap { if case .string(let text) = $0.value { text } else { nil } }
    default: return nil
    }
  }
}
