import KeylessSource

/// Soto on Linux, `CredentialProviderFactory.default`.
///
/// 1. environment keys, else web identity in the environment, which needs `AWS_ROLE_SESSION_NAME` too
/// 2. the container endpoint, by its relative URI only
/// 3. instance metadata, also where `AWS_EC2_METADATA_DISABLED` is set
/// 4. the profile of the credentials file: role, process, keys
/// 5. SSO, of the profile `default`
/// 6. login, of the profile `default`
///
/// The two files are those of the home folder: `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` are not read.
/// Every failing provider is skipped.
package struct Soto: CredentialChain {
  package let tool = Tool("soto", "Soto (Linux)")
  package let evidence = Evidence.derived(
    "soto-core: CredentialProvider.swift, ConfigFileLoader, STSAssumeRole.fromEnvironment; SSO, login and process of 2026"
  )
  package let onRefusedExchange = RefusedExchange.nextLink

  package init() {}

  static let webIdentity = WebIdentityVariables(needsSessionName: true, missingToken: .nextLink)
  static let container = ContainerEndpoint(readsFull: false, authorizesRelative: false, readsTokenFile: false)
  static let metadata = InstanceMetadata(readsVariable: false)

  package func resolve(_ situation: Situation) throws(UnknownInput) -> Resolution {
    var walk = Walk()
    try walk.ask(.environment, try EnvironmentKeys().find(situation))
    try walk.ask(.webIdentity, try Self.webIdentity.find(situation))
    try walk.ask(.container, try Self.container.find(situation))
    try walk.ask(.instanceMetadata, try Self.metadata.find(situation))
    try walk.ask(.profileStatic) { () throws(UnknownInput) in
      try Inside(profiles: Self.profiles(situation), situation: situation).find(ProfileChoice(situation))
    }
    try walk.ask(.sso) { () throws(UnknownInput) in
      let profiles = try Self.profiles(situation)
      guard let profile = profiles["default"] else { return .passes("there is no profile `default`") }
      return try ProfileSSO(profile, profiles).find(profile, situation, missingToken: .nextLink)
        ?? .passes("the profile `default` lacks keys for SSO", profile.place)
    }
    try walk.ask(.login) { () throws(UnknownInput) in
      guard let login = try Self.profiles(situation)["default"]?.login else {
        return .passes("the profile `default` has no `login_session`")
      }
      return .fires(login)
    }
    return walk.resolution(of: tool, evidence, else: ChainFailure("No credential provider found."))
  }

  private static func profiles(_ situation: Situation) throws(UnknownInput) -> Profiles {
    try situation.profiles(.soto, config: ["~/.aws/config"], credentials: ["~/.aws/credentials"])
  }

  /// `ConfigFileLoader`: a profile must stand in the credentials file, and a role in it knows no web identity.
  private struct Inside {
    let profiles: Profiles
    let situation: Situation

    func find(_ choice: ProfileChoice) throws(UnknownInput) -> LinkFinding {
      guard let credentials = profiles.credentials else { return .passes("there is no credentials file") }
      guard let profile = profiles[choice.name], profile.credentials != nil else {
        return .passes("`\(credentials.path)` has no profile `\(choice.name)`", choice.place)
      }
      guard let role = profile["role_arn"] else {
        if let process = profile.process { return .fires(process) }
        return profile.staticKeys.map { .fires($0) }
          ?? .passes("the profile `\(choice.name)` of `\(credentials.path)` lacks a key", profile.place)
      }
      if let source = profile["source_profile"] {
        guard let keys = profiles[source.value]?.staticKeys else {
          return .passes("the source profile `\(source.value)` holds no keys in `\(credentials.path)`", source.span)
        }
        return fires(profile, keys, "source_profile")
      }
      guard let source = profile["credential_source"] else {
        if let process = profile.process { return fires(profile, process, "credential_process") }
        return .passes("`role_arn` has neither `source_profile` nor `credential_source`", role.span)
      }
      var base = try profile.credentialSource(
        situation,
        environment: EnvironmentKeys(),
        container: Soto.container,
        metadata: Soto.metadata
      )
      // `Environment` is the first link of the chain, which has web identity in it.
      if source.value == "Environment", case .passes? = base { base = try Soto.webIdentity.find(situation) }
      guard case .fires(let link)? = base else {
        return .passes("`credential_source` \(source.value) has no credentials", source.span)
      }
      return fires(profile, link, "credential_source")
    }

    /// `external_id` and `mfa_serial` are not sent.
    private func fires(_ profile: Profile, _ base: Link, _ key: String) -> LinkFinding {
      guard let link = profile.assumeRole(base, decidedBy: key), case .assumeRole(var plan, _) = link.plan else {
        return .passes("the profile `\(profile.name)` has no role", profile.place)
      }
      plan.externalID = nil
      plan.mfaSerial = nil
      return .fires(Link(link.kind, from: link.origin, .assumeRole(plan, base: base)))
    }
  }
}
