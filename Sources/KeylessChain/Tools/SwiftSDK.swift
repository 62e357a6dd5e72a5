import KeylessSource

/// AWS SDK for Swift, `DefaultAWSCredentialIdentityResolverChain`.
///
/// 1. environment keys
/// 2. the profile, also `default`: each source that it names, until one works
/// 3. web identity: region, role, token file and session each from the environment, else from the profile
/// 4. the container endpoint
/// 5. instance metadata
///
/// Every error but that of the last link is swallowed.
package struct SwiftSDK: CredentialChain {
  package let tool = Tool("swift", "AWS SDK for Swift")
  package let evidence = Evidence.derived(
    "aws-sdk-swift: default chain at 151a4562, profile resolver at d189a613, STS web identity resolver at 3ae563cd"
  )
  package let onRefusedExchange = RefusedExchange.nextLink
  package let tokenReading = TokenReading.trimmed

  package init() {}

  static let container = ContainerEndpoint(authorizesRelative: false) { url in
    if url.isName { return url.isHTTPS ? nil : "the URL has the scheme `http` and a host that is no IP address" }
    return url.isAWS || (url.isLoopback && url.host != "[::1]") ? nil : "the IP address of the URL is not accepted"
  }
  static let metadata = InstanceMetadata()

  package func resolve(_ situation: Situation) throws(UnknownInput) -> Resolution {
    var walk = Walk()
    try walk.ask(.environment, try EnvironmentKeys().find(situation))
    try walk.ask(.profileStatic) { () throws(UnknownInput) in
      let profiles = try situation.profiles(.standard)
      if let problem = profiles.failure { return .passes(problem.text, problem.span) }
      return try Inside(profiles: profiles, situation: situation).find(Self.choice(situation))
    }
    try walk.ask(.webIdentity) { () throws(UnknownInput) in
      try webIdentity(situation.profiles(.standard)[Self.choice(situation).name], situation)
    }
    try walk.ask(.container, try Self.container.find(situation))
    try walk.ask(.instanceMetadata, try Self.metadata.find(situation))
    return walk.resolution(
      of: tool,
      evidence,
      else: ChainFailure("the error of the instance metadata service; those of the links before it are not shown")
    )
  }

  /// An empty `AWS_PROFILE` names the profile "", which no file has.
  private static func choice(_ situation: Situation) throws(UnknownInput) -> ProfileChoice {
    if case .value("", let place) = situation.machine.environment["AWS_PROFILE"] {
      return ProfileChoice("", by: .variable("AWS_PROFILE"), at: place)
    }
    return try ProfileChoice(situation)
  }

  private func webIdentity(_ profile: Profile?, _ situation: Situation) throws(UnknownInput) -> LinkFinding {
    func field(_ variable: String, _ key: String) throws(UnknownInput) -> (Text?, Located<String>?) {
      if let text = try situation.variable(variable) { return (text, nil) }
      return (nil, profile?[key])
    }
    let region = try field("AWS_REGION", "region")
    if region.0 == nil, region.1 == nil { return .passes("neither `AWS_REGION` nor the profile names a region") }
    let role = try field("AWS_ROLE_ARN", "role_arn")
    if role.0 == nil, role.1 == nil { return .passes("`AWS_ROLE_ARN` is not set, nor `role_arn` of the profile") }
    let token = try field("AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file")
    let session = try field("AWS_ROLE_SESSION_NAME", "role_session_name")
    let origin: LinkOrigin
    let path: String
    if let text = token.0 {
      origin = LinkOrigin.variables("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN", at: text.place)
      path = try text.known()
    } else if let located = token.1, let profile {
      origin = profile.origin(located)
      path = located.value
    } else {
      return .passes("`AWS_WEB_IDENTITY_TOKEN_FILE` is not set")
    }
    let opened = situation.absolute(path)
    if let missing = try MissingFile.nextLink.finding(opened, "token file", .webIdentity, origin, situation) {
      return missing
    }
    let plan = WebIdentityPlan(
      roleARN: role.0.map(\.value) ?? role.1?.value,
      token: .file(opened),
      sessionName: session.0.map(\.value) ?? session.1?.value
    )
    return .fires(Link(.webIdentity, from: origin, .webIdentity(plan)))
  }

  /// `ProfileAWSCredentialIdentityResolver`: the sources of a profile in order, each failing one followed by the next.
  private struct Inside {
    let profiles: Profiles
    let situation: Situation

    func find(_ choice: ProfileChoice) throws(UnknownInput) -> LinkFinding {
      try find(choice.name, choice.place, [])
    }

    private func find(_ name: String, _ place: SourceSpan?, _ visited: Set<String>) throws(UnknownInput) -> LinkFinding
    {
      if visited.contains(name) { return .passes("Circular reference detected in profile chain", place) }
      guard let profile = profiles[name] else { return .passes("Profile with name \(name) doesn't exist.", place) }
      var why = "the profile `\(name)` holds no credentials"
      let source = profile["role_arn"] == nil ? nil : profile["source_profile"]
      if let keys = profile.staticKeys {
        if source?.value == name, visited.isEmpty, let link = profile.assumeRole(keys, decidedBy: "source_profile") {
          return .fires(withoutExternalID(link))
        }
        if source == nil || !visited.isEmpty { return .fires(keys) }
      }
      if let source {
        let base = try find(source.value, source.span, visited.union([name]))
        if case .fires(let link) = base, let role = profile.assumeRole(link, decidedBy: "source_profile") {
          return .fires(withoutExternalID(role))
        }
        if case .passes(let reason, _) = base { why = reason }
      }
      if profile["role_arn"] != nil {
        let base = try profile.credentialSource(
          situation,
          environment: EnvironmentKeys(),
          container: SwiftSDK.container,
          metadata: SwiftSDK.metadata
        )
        if case .fires(let link)? = base, let role = profile.assumeRole(link, decidedBy: "credential_source") {
          return .fires(withoutExternalID(role))
        }
        if case .passes(let reason, _)? = base { why = reason }
      }
      if let finding = try profile.webIdentity(situation, missingToken: .nextLink) {
        if case .fires = finding, profile["region"] != nil { return finding }
        why = "the profile `\(name)` names no region for its web identity"
        if case .passes(let reason, _) = finding { why = reason }
      }
      if profile["sso_account_id"] != nil, profile["sso_role_name"] != nil {
        let finding = try ProfileSSO(profile, profiles).find(profile, situation, missingToken: .nextLink)
        if case .fires? = finding, let finding { return finding }
        if case .passes(let reason, _)? = finding { why = reason }
      }
      if let process = profile.process { return .fires(process) }
      return .passes(why, profile.place)
    }

    /// `external_id` and `mfa_serial` are not sent.
    private func withoutExternalID(_ link: Link) -> Link {
      guard case .assumeRole(var plan, let base) = link.plan else { return link }
      plan.externalID = nil
      plan.mfaSerial = nil
      return Link(link.kind, from: link.origin, .assumeRole(plan, base: base))
    }
  }
}
