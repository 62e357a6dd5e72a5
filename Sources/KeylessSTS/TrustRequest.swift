import KeylessAWS
import KeylessAccounts
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

  /// The question for the exchange itself; for session tags and a source identity only the action changes.
  var request: PolicyRequest {
    PolicyRequest(principal: .federated(provider: provider.arn), action: Self.exchange, context: context)
  }

  /// What the trust policy must allow besides the exchange, for this token: each is an action of its own.
  var furtherActions: [String] {
    var actions: [String] = []
    if !token.special.tags.tags.isEmpty { actions.append("sts:TagSession") }
    if token.special.sourceIdentity != nil { actions.append("sts:SetSourceIdentity") }
    return actions
  }

  static let exchange = "sts:AssumeRoleWithWebIdentity"

  private var context: RequestContext {
    var context = RequestContext(capacity: provider.conditionKeys.count + role.tagKeys.count + 8)
    for mapped in provider.conditionKeys { add(mapped, to: &context) }
    context.set(.sessionName, sessionName)
    for (key, values) in token.special.conditionKeys { context[key] = values }
    context.set(.currentTime, WireTime.extended(now))
    context.set(.epochTime, String(now))
    // The local AWS stands in for an endpoint that is always reached over TLS.
    context.set(.secureTransport, "true")
    context.set(.requestedRegion, region)
    if let sourceAddress { context.set(.sourceAddress, sourceAddress) }
    if let userAgent { context.set(.userAgent, userAgent) }
    for (key, value) in role.tagKeys { context.set(key, value) }
    return context
  }

  /// Sets the key, unless the token does not carry the claim in the type that AWS maps.
  private func add(_ mapped: IdentityProvider.MappedKey, to context: inout RequestContext) {
    switch mapped.source {
    case .effectiveAudience: context.set(mapped.key, token.effectiveAudience)
    case .rawAudiences: context.set(mapped.key, token.rawAudiences)
    case .subject: context.set(mapped.key, token.subject)
    case .methods: if !token.amr.isEmpty { context.set(mapped.key, token.amr) }
    case .claim(let claim):
      switch (claim.kind, token[claim: claim.claim]?.value) {
      case (.string, .string(let text)), (.strings, .string(let text)): context.set(mapped.key, text)
      case (.number, .number(let number)): context.set(mapped.key, number.literal)
      case (.strings, .array(let nodes)):
        context.set(mapped.key, nodes.compactMap { if case .string(let text) = $0.value { text } else { nil } })
      default: break
      }
    }
  }
}

extension ConditionKey {
  fileprivate static let sessionName = ConditionKey("sts:RoleSessionName")
  fileprivate static let currentTime = ConditionKey("aws:CurrentTime")
  fileprivate static let epochTime = ConditionKey("aws:EpochTime")
  fileprivate static let secureTransport = ConditionKey("aws:SecureTransport")
  fileprivate static let requestedRegion = ConditionKey("aws:RequestedRegion")
  fileprivate static let sourceAddress = ConditionKey("aws:SourceIp")
  fileprivate static let userAgent = ConditionKey("aws:UserAgent")
}
