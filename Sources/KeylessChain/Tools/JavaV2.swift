import KeylessSource

/// AWS SDK for Java v2, `DefaultCredentialsProvider`.
///
/// 1. system properties (of the JVM, which no environment shows: they are taken to be unset)
/// 2. environment keys
/// 3. web identity in the environment
/// 4. the profile
/// 5. the container endpoint
/// 6. instance metadata
///
/// Every error of a link is written to the log at DEBUG, and the next link is asked.
package struct JavaV2: CredentialChain {
  package let tool = Tool("java-v2", "AWS SDK for Java v2")
  package let evidence = Evidence.derived(
    "aws-sdk-java-v2: DefaultCredentialsProvider, AwsCredentialsProviderChain, ProfileCredentialsUtils with login_session"
  )
  /// aws-sdk-java-v2, issue 3896.
  package let onRefusedExchange = RefusedExchange.nextLink
  package let tokenReading = TokenReading.repaired

  package init() {}

  static let environment = EnvironmentKeys(blankIsUnset: true)
  static let container = ContainerEndpoint { url in
    url.isHTTPS || url.isAWS || url.isLoopback || url.isLocalhost
      ? nil : "the host of `AWS_CONTAINER_CREDENTIALS_FULL_URI` is not accepted"
  }
  static let metadata = InstanceMetadata()

  package func resolve(_ situation: Situation) throws(UnknownInput) -> Resolution {
    var walk = Walk()
    try walk.ask(.environment, try Self.environment.find(situation))
    try walk.ask(.webIdentity) { () throws(UnknownInput) in
      try WebIdentityVariables(blankIsUnset: true, missingToken: .nextLink).find(situation)
    }
    try walk.ask(.profileStatic) { () throws(UnknownInput) in
      let choice = try ProfileChoice(situation)
      let profiles = try situation.profiles(.standard)
      if let problem = profiles.failure { return .passes(problem.text, problem.span) }
      return try Inside(profiles: profiles, situation: situation).find(choice).swallowed
    }
    try walk.ask(.container, try Self.container.find(situation))
    try walk.ask(.instanceMetadata, try Self.metadata.find(situation))
    return walk.resolution(
      of: tool,
      evidence,
      else: ChainFailure("Unable to load credentials from any of the providers in the chain")
    )
  }

  /// `ProfileCredentialsUtils`; that a link passes there and that it fails is the same to the chain.
  private struct Inside {
    let profiles: Profiles
    let situation: Situation

    func find(_ choice: ProfileChoice) throws(UnknownInput) -> LinkFinding {
      guard let profile = profiles[choice.name] else { return .passes(choice.missing, choice.place) }
      return try find(profile, [])
    }

    private func find(_ profile: Profile, _ children: Set<String>) throws(UnknownInput) -> LinkFinding {
      if let finding = try profile.webIdentity(situation, missingToken: .nextLink) { return finding }
      let sso = ProfileSSO(profile, profiles)
      if let deciding = sso.deciding {
        return try sso.find(profile, situation, missingToken: .nextLink)
          ?? .passes("the profile `\(profile.name)` lacks keys for SSO", deciding.span)
      }
      if profile["role_arn"] != nil, let finding = try role(profile, children) { return finding }
      if let login = profile.login { return .fires(login) }
      if let process = profile.process { return .fires(process) }
      if let keys = profile.staticKeys { return .fires(keys) }
      return .passes("the profile `\(profile.name)` holds no credentials", profile.place)
    }

    private func role(_ profile: Profile, _ children: Set<String>) throws(UnknownInput) -> LinkFinding? {
      let (source, named) = (profile["source_profile"], profile["credential_source"])
      if let source, named != nil {
        return .passes("Invalid profile file: profile has both source_profile and credential_source.", source.span)
      }
      let (base, key): (LinkFinding, String)
      if let source {
        if children.contains(profile.name) {
          return .passes("Invalid profile file: Circular relationship detected with profiles.", source.span)
        }
        guard let next = profiles[source.value] else {
          return .passes("the source profile `\(source.value)` does not exist", source.span)
        }
        (base, key) = (try find(next, children.union([profile.name])), "source_profile")
      } else if let named {
        let finding = try profile.credentialSource(
          situation,
          environment: JavaV2.environment,
          container: JavaV2.container,
          metadata: JavaV2.metadata
        )
        (base, key) = (finding ?? .passes("`\(named.value)` is no credential source", named.span), "credential_source")
      } else {
        return nil
      }
      guard case .fires(let link) = base else { return base }
      return profile.assumeRole(link, decidedBy: key).map { .fires($0) }
    }
  }
}
