import KeylessSource

/// AWS SDK for Kotlin, `DefaultChainCredentialsProvider`, since web identity stands before the profile (aws-sdk-kotlin, issue
/// 1434; earlier releases asked the profile first).
///
/// 1. system properties (of the JVM, which no environment shows: they are taken to be unset)
/// 2. environment keys
/// 3. web identity in the environment
/// 4. the profile
/// 5. the container endpoint
/// 6. instance metadata
///
/// Every exception of a link is written to the log at DEBUG, and the next link is asked.
package struct Kotlin: CredentialChain {
  package let tool = Tool("kotlin", "AWS SDK for Kotlin")
  package let evidence = Evidence.derived(
    "aws-sdk-kotlin: DefaultChainCredentialsProvider at 316b131e, CredentialsProviderChain, ProfileChain at d5f7af07"
  )
  package let onRefusedExchange = RefusedExchange.nextLink
  package let tokenReading = TokenReading.repaired

  package init() {}

  static let container = ContainerEndpoint { url in
    url.isHTTPS || url.isAWS || url.isLoopback || url.isLocalhost
      ? nil : "the host of `AWS_CONTAINER_CREDENTIALS_FULL_URI` is not accepted"
  }
  static let metadata = InstanceMetadata()

  package func resolve(_ situation: Situation) throws(UnknownInput) -> Resolution {
    var walk = Walk()
    try walk.ask(.environment, try EnvironmentKeys().find(situation))
    try walk.ask(.webIdentity, try WebIdentityVariables(missingToken: .nextLink).find(situation))
    try walk.ask(.profileStatic) { () throws(UnknownInput) in
      let choice = try ProfileChoice(situation, argument: "profile")
      let profiles = try situation.profiles(.standard)
      if let problem = profiles.failure { return .passes(problem.text, problem.span) }
      return try Inside(profiles: profiles, situation: situation).find(choice.name, choice.place, []).swallowed
    }
    try walk.ask(.container, try Self.container.find(situation))
    try walk.ask(.instanceMetadata, try Self.metadata.find(situation))
    var resolution = walk.resolution(
      of: tool,
      evidence,
      else: ChainFailure("No credentials could be loaded from the chain")
    )
    let isProfile: Set<LinkKind> = [.profileStatic, .profileWebIdentity, .assumeRole, .sso, .login, .process]
    if resolution.fired?.kind == .webIdentity, resolution.shadowed.contains(where: { isProfile.contains($0.kind) }) {
      resolution.notes.append("releases before the change of aws-sdk-kotlin issue 1434 take the profile here")
    }
    return resolution
  }

  /// `ProfileChain`: keys come first in every profile, also the first.
  private struct Inside {
    let profiles: Profiles
    let situation: Situation

    func find(_ name: String, _ place: SourceSpan?, _ visited: Set<String>) throws(UnknownInput) -> LinkFinding {
      guard let profile = profiles[name] else { return .passes("could not find source profile \(name)", place) }
      if visited.contains(name) { return .passes("profile formed an infinite loop", place) }
      if let keys = profile.staticKeys { return .fires(keys) }
      let (source, named) = (profile["source_profile"], profile["credential_source"])
      let isRole = profile["role_arn"] != nil
      if isRole, let source, named != nil {
        return .passes("profile (\(name)) contained both `source_profile` and `credential_source`.", source.span)
      }
      if isRole, let source, source.value != name {
        let base = try find(source.value, source.span, visited.union([name]))
        guard case .fires(let link) = base else { return base }
        return profile.assumeRole(link, decidedBy: "source_profile").map { .fires($0) } ?? base
      }
      if isRole, source == nil, named == nil, profile["web_identity_token_file"] == nil {
        let text = "profile (\(name)) must contain `source_profile` or `credential_source` but neither were defined"
        return .passes(text, profile.place)
      }
      let base = try leaf(profile)
      // The profile's role is assumed on top of a source of its own, and of itself.
      guard isRole, source != nil || named != nil, case .fires(let link) = base else { return base }
      return profile.assumeRole(link, decidedBy: named == nil ? "source_profile" : "credential_source")
        .map { .fires($0) } ?? base
    }

    private func leaf(_ profile: Profile) throws(UnknownInput) -> LinkFinding {
      if let named = profile["credential_source"] {
        return try profile.credentialSource(
          situation,
          environment: EnvironmentKeys(),
          container: Kotlin.container,
          metadata: Kotlin.metadata
        ) ?? .passes("`\(named.value)` is no credential source", named.span)
      }
      if let token = profile["web_identity_token_file"] {
        return try profile.webIdentity(situation, missingToken: .nextLink)
          ?? .passes("profile (\(profile.name)) missing `role_arn`", token.span)
      }
      let sso = ProfileSSO(profile, profiles)
      if let deciding = sso.session ?? sso.accountID ?? sso.roleName {
        return try sso.find(profile, situation, missingToken: .nextLink)
          ?? .passes("profile (\(profile.name)) lacks keys for SSO", deciding.span)
      }
      if let process = profile.process { return .fires(process) }
      return .passes("profile (\(profile.name)) did not contain credential information", profile.place)
    }
  }
}
