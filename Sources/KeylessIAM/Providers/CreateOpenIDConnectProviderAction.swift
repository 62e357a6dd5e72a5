package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Registers an OIDC issuer whose tokens roles may trust.
///
/// Where no thumbprints come with the call, AWS fetches one from the issuer. Here the list stays empty: nothing is
/// fetched while an account is set up, AWS itself ignores thumbprints of issuers with a public certificate, and a client
/// that leaves them to the server (Terraform calls them computed) takes an empty list as it is.
package struct CreateOpenIDConnectProviderAction: QueryAction {
  package static let name = "CreateOpenIDConnectProvider"

  private let clientIDs: [String]
  private let tags: [ResourceTag]
  private let thumbprints: [String]
  private let url: String

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    clientIDs = try parameters.list("ClientIDList", ProviderLimits.clientID) ?? []
    tags = try parameters.tags()
    thumbprints = try parameters.list("ThumbprintList", ProviderLimits.thumbprint) ?? []
    url = parameters.required("Url", [.maximumLength(255), .minimumLength(1)])
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] {
    // A URL that is none is refused for that, once the caller is known to be allowed anything of the kind.
    let host = (try? ProviderURL(url, allowsLocal: call.allowsLocalIssuers))?.host ?? "*"
    let arn = call.iamARN("oidc-provider/\(host)")
    let context = TagRules.context(tags)
    let create = Demand("iam:CreateOpenIDConnectProvider", on: arn, context: context)
    return tags.isEmpty ? [create] : [create, Demand("iam:TagOpenIDConnectProvider", on: arn, context: context)]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let url = try ProviderURL(url, allowsLocal: call.allowsLocalIssuers)
    try ProviderLimits.check(thumbprints: thumbprints)
    let clientIDs = try ProviderLimits.checked(clientIDs: clientIDs)
    try TagRules.refuseRepeated(tags, of: .others)
    let provider = try call.change { contents throws(Refusal) in
      let account = contents[call.account]
      let arn = call.iamARN("oidc-provider/\(url.bare)")
      // One ARN, one provider: a local issuer may have the host and path of one with https.
      guard account.provider(issuer: url.text) == nil, account.provider(arn: arn) == nil else {
        throw Refusal(.alreadyExists("Provider with url \(url.text) already exists."))
      }
      guard account.providerCount < ProviderLimits.providers else {
        throw Refusal(.quotaExceeded("OpenIDConnectProvidersPerAccount", ProviderLimits.providers))
      }
      let provider = IdentityProvider(
        arn: arn,
        account: call.account,
        issuer: url.text,
        clientIDs: clientIDs,
        thumbprints: thumbprints,
        created: call.now,
        tags: tags
      )
      return (provider, [.put(.provider(provider))])
    }
    let shown: [WireValue.Field] = tags.isEmpty ? [] : [.init("Tags", .tags(TagRules.sorted(tags)))]
    return .structure([.init("OpenIDConnectProviderArn", .text(provider.arn))] + shown)
  }
}
