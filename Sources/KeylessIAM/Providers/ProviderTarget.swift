import KeylessAWS
import KeylessAccounts
import KeylessCalls

/// The OIDC provider that a call is about.
struct ProviderTarget: Sendable {
  let arn: String

  init(_ parameters: inout IAMParameters) { arn = parameters.arn("OpenIDConnectProviderArn") }

  func provider(
    in contents: Contents,
    _ call: CallScope,
    missing: (String) -> QueryError = QueryError.noSuchProvider
  ) throws(Refusal) -> IdentityProvider {
    guard let parsed = try? ARN(parsing: arn), ASCII.begins(parsed.resource, with: "oidc-provider/") else {
      throw Refusal(.invalidIAMARN(arn))
    }
    guard let provider = contents[call.account].provider(arn: arn) else { throw Refusal(missing(arn)) }
    return provider
  }

  func provider(_ call: CallScope) throws(Refusal) -> IdentityProvider {
    try provider(in: call.accounts.snapshot, call)
  }

  func demand(_ action: String, _ call: CallScope, context: [(key: String, values: [String])] = []) -> Demand {
    let tags = call.contents.provider(arn: arn)?.tags ?? []
    return Demand("iam:\(action)", on: arn, context: context + TagRules.context(ofResource: tags))
  }
}

extension CallScope {
  /// Changes one provider and nothing else.
  func change<Answer>(
    _ target: ProviderTarget,
    _ edit: (inout IdentityProvider) throws(Refusal) -> Answer
  ) throws(Refusal) -> Answer {
    try change { contents throws(Refusal) in
      var provider = try target.provider(in: contents, self)
      let answer = try edit(&provider)
      return (answer, [.put(.provider(provider))])
    }
  }
}

extension QueryError {
  /// Without a full stop; observed for `GetOpenIDConnectProvider`, taken for all but the deletion.
  static func noSuchProvider(_ arn: String) -> QueryError {
    .noSuchEntity("OpenIDConnect Provider not found for arn \(arn)")
  }
}
