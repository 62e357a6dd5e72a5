import KeylessSource

/// AWS SDK for JavaScript v3, `defaultProvider` of `@aws-sdk/credential-provider-node`.
///
/// 1. environment keys, unless a profile is named
/// 2. the profile, also `default`: role, keys, web identity, process, SSO, login
/// 3. the profile's `credential_process`
/// 4. web identity in the environment
/// 5. the container endpoint, or else instance metadata
///
/// An error with `tryNextLink` goes on to the next link; every other error, as one of STS or of the file system, ends the chain.
package struct JavaScriptV3: CredentialChain {
  package let tool = Tool("js-v3", "AWS SDK for JavaScript v3")
  package let evidence = Evidence.derived(
    "aws-sdk-js-v3: credential-provider-node 3.940 and 3.972, credential-provider-ini and -web-identity 3.972"
  )
  /// STS errors carry no `tryNextLink`.
  package let onRefusedExchange = RefusedExchange.stops
  package let tokenReading = TokenReading.sevenBits

  package init() {}

  package func resolve(_ situation: Situation) throws(UnknownInput) -> Resolution {
    var walk = Walk()
    let choice = try ProfileChoice(situation, argument: "profile")
    if choice.input != nil, case .fires = try EnvironmentKeys().find(situation) {
      walk.note("prints the warning \"Multiple credential sources detected\" and takes the profile")
    }
    try walk.ask(.environment) { () throws(UnknownInput) in
      if let input = choice.input {
        return .passes("\(input.words) names a profile, so the keys of the environment are skipped", choice.place)
      }
      return try EnvironmentKeys().find(situation)
    }
    try walk.ask(.profileStatic, try Inside(situation).find(choice.name, choice.origin))
    try walk.ask(.process) { () throws(UnknownInput) in
      let inside = try Inside(situation)
      guard let process = inside.profiles[choice.name]?.process else {
        return .passes("the profile `\(choice.name)` has no `credential_process`")
      }
      // The link before it is the same command where that fires.
      if case .fires(let link) = try inside.find(choice.name, choice.origin), link == process {
        return .passes("the profile gave its `credential_process` already")
      }
      return .fires(process)
    }
    try walk.ask(.webIdentity, try WebIdentityVariables(missingToken: Self.missingToken).find(situation))
    try walk.ask(.container, try Self.container.find(situation))
    // A host that is not accepted keeps the chain from instance metadata too.
    try walk.ask(.instanceMetadata) { () throws(UnknownInput) in
      if try Self.container.isNamed(situation) { return .passes("a container endpoint is named in its place") }
      return try Self.metadata.find(situation)
    }
    return walk.resolution(of: tool, evidence, else: ChainFailure("Could not load credentials from any providers"))
  }

  /// In Node's words.
  static let missingToken = MissingFile.stops { path, refusal in
    switch refusal {
    case nil: "ENOENT: no such file or directory, open '\(path)'"
    case .permission: "EACCES: permission denied, open '\(path)'"
    case .notDirectory: "ENOTDIR: not a directory, open '\(path)'"
    case .directory: "EISDIR: illegal operation on a directory, read"
    }
  }

  static let container = ContainerEndpoint { url in
    url.isHTTPS || url.isAWS || url.isLoopback || url.isLocalhost
      ? nil : "URL not accepted. It must either be HTTPS or match one of the hosts of a container"
  }

  static let metadata = InstanceMetadata { $0 != "false" }

  /// `resolveProfileData`.
  private struct Inside {
    let profiles: Profiles
    let situation: Situation

    init(_ situation: Situation) throws(UnknownInput) {
      profiles = try situation.profiles(.javaScript)
      self.situation = situation
    }

    func find(
      _ name: String,
      _ origin: LinkOrigin,
      _ visited: Set<String> = []
    ) throws(UnknownInput) -> LinkFinding {
      guard let profile = profiles[name] else { return unresolved(name, origin.place) }
      // A profile that another one rests on gives its keys first.
      if !visited.isEmpty, let keys = profile.staticKeys { return .fires(keys) }
      let source = profile["source_profile"]
      if profile["role_arn"] != nil, (source == nil) != (profile["credential_source"] == nil) {
        return try role(profile, visited)
      }
      if let keys = profile.staticKeys { return .fires(keys) }
      if let finding = try profile.webIdentity(situation, missingToken: JavaScriptV3.missingToken) { return finding }
      if let process = profile.process { return .fires(process) }
      if let finding = try sso(profile) { return finding }
      if let login = profile.login { return .fires(login) }
      return unresolved(name, profile.place)
    }

    private func unresolved(_ name: String, _ place: SourceSpan?) -> LinkFinding {
      .passes(
        "Could not resolve credentials using profile: [\(name)] in configuration/credentials file(s).",
        place
      )
    }

    private func role(_ profile: Profile, _ visited: Set<String>) throws(UnknownInput) -> LinkFinding {
      if let serial = profile["mfa_serial"] {
        let text =
          "Profile \(profile.name) requires multi-factor authentication, but no MFA code callback was provided."
        return .fails(ChainFailure(text, in: .assumeRole, from: profile.origin(serial)))
      }
      guard let source = profile["source_profile"] else { return try named(profile) }
      if visited.contains(source.value) {
        let text = "Detected a cycle attempting to resolve credentials for profile \(profile.name)."
        return .passes(text, source.span)
      }
      let base: LinkFinding
      // A source that names a `credential_source` without a role of its own gives those credentials themselves.
      if let next = profiles[source.value], next["role_arn"] == nil, next["credential_source"] != nil,
        next.staticKeys == nil
      {
        base = try self.source(of: next)
      } else {
        base = try find(source.value, profile.origin(source), visited.union([source.value]))
      }
      guard case .fires(let link) = base else { return base }
      return profile.assumeRole(link, decidedBy: "source_profile", durationSeconds: duration(profile)).map {
        .fires($0)
      }
        ?? unresolved(profile.name, profile.place)
    }

    private func named(_ profile: Profile) throws(UnknownInput) -> LinkFinding {
      let base = try source(of: profile)
      guard case .fires(let link) = base else { return base }
      return profile.assumeRole(link, decidedBy: "credential_source", durationSeconds: duration(profile))
        .map { .fires($0) } ?? unresolved(profile.name, profile.place)
    }

    private func source(of profile: Profile) throws(UnknownInput) -> LinkFinding {
      let finding = try profile.credentialSource(
        situation,
        environment: EnvironmentKeys(),
        container: JavaScriptV3.container,
        metadata: JavaScriptV3.metadata
      )
      let source = profile["credential_source"]
      return finding
        ?? .passes(
          "Unsupported credential source in profile \(profile.name). Got \(source?.value ?? ""), expected EcsContainer or"
            + " Ec2InstanceMetadata or Environment.",
          source?.span
        )
    }

    /// An hour where the profile says nothing.
    private func duration(_ profile: Profile) -> Int? {
      guard let text = profile["duration_seconds"] else { return 3600 }
      return Int(text.value)
    }

    private func sso(_ profile: Profile) throws(UnknownInput) -> LinkFinding? {
      let sso = ProfileSSO(profile, profiles)
      guard let deciding = sso.deciding else { return nil }
      let origin = profile.origin(deciding)
      if sso.lacksSession {
        let text = "Cannot read properties of undefined (reading 'sso_region')"
        return .fails(ChainFailure(text, in: .sso, from: origin))
      }
      guard sso.plan != nil else {
        let text =
          "Profile is configured with invalid SSO credentials. Required parameters \"sso_account_id\", \"sso_region\","
          + " \"sso_role_name\", \"sso_start_url\"."
        return .fails(ChainFailure(text, in: .sso, from: origin))
      }
      let text =
        sso.session == nil
        ? "The SSO session associated with this profile is invalid."
        : "The SSO session token associated with profile=\(profile.name) was not found or is invalid."
      return try sso.find(profile, situation, missingToken: .stops { _, _ in text })
    }
  }
}
