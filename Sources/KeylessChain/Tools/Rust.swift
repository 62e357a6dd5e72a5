import KeylessSource

/// AWS SDK for Rust, `DefaultCredentialsChain` of aws-config.
///
/// 1. environment keys
/// 2. the profile, also `default`; `profile_name()` only renames it
/// 3. web identity in the environment
/// 4. the container endpoint
/// 5. instance metadata
///
/// Only `CredentialsNotLoaded` goes on to the next link; every other error ends the chain.
package struct Rust: CredentialChain {
  package let tool = Tool("rust", "AWS SDK for Rust")
  package let evidence = Evidence.derived(
    "smithy-rs: aws-config default_provider/credentials.rs at 56ee88c5, profile/credentials/repr.rs with login_session"
  )
  package let onRefusedExchange = RefusedExchange.stops

  package init() {}

  static let environment = EnvironmentKeys(
    secrets: ["AWS_SECRET_ACCESS_KEY", "SECRET_ACCESS_KEY"],
    blankIsUnset: true
  )
  static let missingToken = MissingFile.stops { _, _ in "an error occurred while loading credentials" }
  static let metadata = InstanceMetadata()

  package func resolve(_ situation: Situation) throws(UnknownInput) -> Resolution {
    var walk = Walk()
    try walk.ask(.environment, try Self.environment.find(situation))
    if !walk.isDecided, try Inside(situation).lacksItsProfile {
      walk.note("aws-config releases from before 2026 end the chain at a profile that is not there")
    }
    try walk.ask(.profileStatic, try Inside(situation).find())
    try walk.ask(.webIdentity) { () throws(UnknownInput) in
      try WebIdentityVariables(
        withoutRole: "AWS_ROLE_ARN environment variable must be set",
        missingToken: Self.missingToken
      ).find(situation)
    }
    try walk.ask(.container, try Self.container(situation).find(situation))
    try walk.ask(.instanceMetadata, try Self.metadata.find(situation))
    return walk.resolution(of: tool, evidence, else: ChainFailure("the credential provider was not enabled"))
  }

  /// A name over plain HTTP is looked up, and accepted where it is an address of this machine.
  static func container(_ situation: Situation) throws(UnknownInput) -> ContainerEndpoint {
    if try situation.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") == nil,
      let full = try situation.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI"), let value = full.value,
      let url = ContainerURL(value), !url.isHTTPS, url.isName, !url.isLocalhost
    {
      throw UnknownInput(full.input, "names a host whose address only the network knows", at: full.place)
    }
    return ContainerEndpoint(refusalStops: true) { url in
      url.isHTTPS || url.isAWS || url.isLoopback || url.isLocalhost
        ? nil : "invalid full URI for ECS provider: URI did not refer to the loopback interface"
    }
  }

  /// `resolve_chain`: roles are followed down to a base, of which each profile has one.
  private struct Inside {
    let choice: ProfileChoice
    let profiles: Profiles
    let situation: Situation

    init(_ situation: Situation) throws(UnknownInput) {
      choice = try ProfileChoice(situation, argument: "profile")
      profiles = try situation.profiles(.standard)
      self.situation = situation
    }

    var lacksItsProfile: Bool {
      choice.name != "default" && profiles[choice.name] == nil && !profiles.names.isEmpty
    }

    func find() throws(UnknownInput) -> LinkFinding {
      if let problem = profiles.failure {
        let text = "ProfileFile provider could not be built: invalid profile: \(problem.text)"
        let origin = LinkOrigin(.profile(choice.name, file: problem.span.file), at: problem.span)
        return .fails(ChainFailure(text, from: origin))
      }
      if profiles.names.isEmpty { return .passes("no profiles are defined") }
      return try find(choice.name, choice.place, [])
    }

    private func find(_ name: String, _ place: SourceSpan?, _ visited: [String]) throws(UnknownInput) -> LinkFinding {
      guard let profile = profiles[name] else { return .passes("profile `\(name)` was not defined", place) }
      if visited.contains(name) {
        let text = "profile formed an infinite loop. first we loaded \(visited), then attempted to reload \(name)"
        return fails(text, .assumeRole, profile, place)
      }
      if !visited.isEmpty, let keys = profile.staticKeys { return .fires(keys) }
      guard let role = profile["role_arn"], profile["web_identity_token_file"] == nil else {
        let base = try base(profile)
        if !visited.isEmpty, case .passes(let reason, let place) = base {
          return fails(
            "invalid credential source in `\(name)`: could not load source profile: \(reason)",
            nil,
            profile,
            place
          )
        }
        return base
      }
      let finding: LinkFinding
      switch (profile["source_profile"], profile["credential_source"]) {
      case (let source?, nil):
        finding =
          source.value == name
          ? try base(profile) : try find(source.value, source.span, visited + [name])
      case (nil, .some): finding = try base(profile)
      case (let source?, .some):
        let text = "profile contained both source_profile and credential_source. Only one or the other can be defined"
        return fails("invalid credential source in `\(name)`: \(text)", .assumeRole, profile, source.span)
      case (nil, nil):
        let text = "profile must contain `source_profile` or `credential_source` but neither were defined"
        return fails("invalid credential source in `\(name)`: \(text)", .assumeRole, profile, role.span)
      }
      guard case .fires(let link) = finding else { return finding }
      let key = profile["source_profile"] == nil ? "credential_source" : "source_profile"
      return profile.assumeRole(link, decidedBy: key).map { .fires($0) } ?? finding
    }

    private func base(_ profile: Profile) throws(UnknownInput) -> LinkFinding {
      if let named = profile["credential_source"] { return try source(profile, named) }
      if let token = profile["web_identity_token_file"] {
        let text = "`web_identity_token_file` was specified but `role_arn` was missing"
        return try profile.webIdentity(situation, missingToken: Rust.missingToken)
          ?? fails("invalid credential source in `\(profile.name)`: \(text)", .profileWebIdentity, profile, token.span)
      }
      if let finding = try sso(profile) { return finding }
      if let login = profile.login { return .fires(login) }
      if let process = profile.process { return .fires(process) }
      if let keys = profile.staticKeys { return .fires(keys) }
      for (key, missing) in [
        ("aws_secret_access_key", "aws_access_key_id"), ("aws_access_key_id", "aws_secret_access_key"),
        ("aws_session_token", "aws_access_key_id"),
      ] {
        guard let half = profile[key] else { continue }
        let text = "invalid credential source in `\(profile.name)`: profile missing \(missing)"
        return fails(text, .profileStatic, profile, half.span)
      }
      return .passes("profile `\(profile.name)` did not contain credential information", profile.place)
    }

    private func source(_ profile: Profile, _ named: Located<String>) throws(UnknownInput) -> LinkFinding {
      let finding = try profile.credentialSource(
        situation,
        environment: Rust.environment,
        container: Rust.container(situation),
        metadata: Rust.metadata
      )
      switch finding {
      case nil:
        let text = "profile referenced `\(named.value)` provider but that provider is not supported"
        return fails(text, .assumeRole, profile, named.span)
      // What a base of a chain lacks is an error of the profile.
      case .passes?: return fails("an error occurred while loading credentials", .assumeRole, profile, named.span)
      case let finding?: return finding
      }
    }

    private func sso(_ profile: Profile) throws(UnknownInput) -> LinkFinding? {
      let sso = ProfileSSO(profile, profiles)
      guard let deciding = sso.deciding else { return nil }
      if let session = sso.session {
        for key in ["sso_start_url", "sso_region"] {
          guard let own = profile[key] else { continue }
          let text = "`\(key)` can only be specified in the [sso-session] config when a session name is given"
          return fails("profile `\(profile.name)` has invalid SSO config: \(text)", .sso, profile, own.span)
        }
        if sso.lacksSession {
          let text =
            "sso-session named `\(session.value)` (referenced by profile `\(profile.name)`) was not found"
          return fails(text, .sso, profile, session.span)
        }
      }
      if (sso.accountID == nil) != (sso.roleName == nil) {
        let (left, right) =
          sso.roleName == nil ? ("sso_account_id", "sso_role_name") : ("sso_role_name", "sso_account_id")
        let text = "if `\(left)` is set, then `\(right)` must also be set"
        return fails("profile `\(profile.name)` has invalid SSO config: \(text)", .sso, profile, deciding.span)
      }
      guard sso.plan != nil else {
        return .passes("the profile `\(profile.name)` lacks keys for SSO", deciding.span)
      }
      return try sso.find(profile, situation, missingToken: Rust.missingToken)
    }

    private func fails(
      _ text: String,
      _ kind: LinkKind?,
      _ profile: Profile,
      _ place: SourceSpan?
    ) -> LinkFinding {
      let file = place?.file ?? profile.place?.file ?? ""
      let origin = LinkOrigin(.profile(profile.name, file: file), at: place)
      return .fails(ChainFailure("ProfileFile provider could not be built: \(text)", in: kind, from: origin))
    }
  }
}
