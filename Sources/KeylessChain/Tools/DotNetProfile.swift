import KeylessSource

/// What the AWS SDK for .NET makes of one profile: the set of its keys must be one of the types that it knows, exactly.
///
/// `CredentialProfileTypeDetector` and `AWSCredentialsFactory`; the encrypted store of Windows, read before the files, is no
/// part of a described machine.
struct DotNetProfile {
  typealias Missing = (ProfileChoice) -> LinkFinding

  private let choice: ProfileChoice
  private let profiles: Profiles
  private let situation: Situation

  init(_ situation: Situation) throws(UnknownInput) {
    choice = try ProfileChoice(situation, argument: "profile", blankIsUnset: true)
    profiles = try situation.profiles(.dotNet)
    self.situation = situation
  }

  /// The profile that is chosen, or what is said where no file has it.
  func find(_ missing: Missing) throws(UnknownInput) -> LinkFinding {
    guard let profile = profiles[choice.name] else { return missing(choice) }
    return try find(profile)
  }

  private static let keys = [
    "aws_access_key_id", "aws_secret_access_key", "aws_session_token", "role_arn", "source_profile",
    "credential_source",
    "external_id", "mfa_serial", "role_session_name", "web_identity_token_file", "credential_process", "sso_region",
    "sso_start_url", "sso_session",
  ]

  static let environment = EnvironmentKeys(secrets: ["AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY"])
  static let container = ContainerEndpoint()
  static let metadata = InstanceMetadata()
  static let missingToken = MissingFile.stops { _, _ in "A token could not be loaded from the WebIdentityTokenFile." }
  static let webIdentity = WebIdentityVariables(needsAbsolutePath: true, missingToken: missingToken)

  /// A failure is an exception, which the chain collects and an explicit profile shows.
  private func find(_ profile: Profile, _ visited: Set<String> = []) throws(UnknownInput) -> LinkFinding {
    if profile["sso_account_id"] != nil || profile["sso_role_name"] != nil { return try sso(profile) }
    var keys = Set(Self.keys.filter { profile[$0] != nil })
    let optional = keys.intersection(["role_session_name"])
    switch keys {
    case ["credential_process"]: return profile.process.map { .fires($0) } ?? invalid(profile)
    case ["aws_access_key_id", "aws_secret_access_key"],
      ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"]:
      return profile.staticKeys.map { .fires($0) } ?? invalid(profile)
    case ["role_arn", "web_identity_token_file"], ["role_arn", "web_identity_token_file", "role_session_name"],
      ["role_arn", "web_identity_token_file", "credential_source"]:
      if let token = profile["web_identity_token_file"], token.value.utf8.first != UInt8(ascii: "/") {
        return fails("The webIdentityTokenFile must be an absolute path.", profile, token)
      }
      return try profile.webIdentity(situation, missingToken: Self.missingToken) ?? invalid(profile)
    default: break
    }
    keys.subtract(optional)
    if keys == ["role_arn", "credential_source"] { return try source(profile) }
    if let serial = profile["mfa_serial"],
      keys.subtracting(["external_id"]) == ["role_arn", "source_profile", "mfa_serial"]
    {
      let text = "The profile [\(profile.name)] is an assume role profile that requires an MFA."
      return fails(text + "  This type of profile is not allowed here.", profile, serial)
    }
    guard keys.subtracting(["external_id"]) == ["role_arn", "source_profile"] else { return invalid(profile) }
    return try role(profile, visited)
  }

  private func role(_ profile: Profile, _ visited: Set<String>) throws(UnknownInput) -> LinkFinding {
    guard let source = profile["source_profile"] else { return invalid(profile) }
    if visited.contains(profile.name) {
      return fails(
        "Error reading profile [\(profile.name)]: the source profile definition is cyclical.",
        profile,
        source
      )
    }
    guard let next = profiles[source.value] else {
      return fails("Error reading source profile [\(source.value)] for profile [\(profile.name)].", profile, source)
    }
    let base = try find(next, visited.union([profile.name]))
    guard case .fires(let link) = base, let role = profile.assumeRole(link, decidedBy: "source_profile") else {
      return base
    }
    return .fires(role)
  }

  private func source(_ profile: Profile) throws(UnknownInput) -> LinkFinding {
    guard let named = profile["credential_source"] else { return invalid(profile) }
    let text = "Error reading credential source [\(named.value)] for profile [\(profile.name)]."
    let finding: LinkFinding
    switch named.value.lowercased() {
    case "environment": finding = try Self.environment.find(situation)
    case "ecscontainer": finding = try Self.container.find(situation)
    case "ec2instancemetadata": finding = try Self.metadata.find(situation)
    default: return fails(text, profile, named)
    }
    guard case .fires(let link) = finding, let role = profile.assumeRole(link, decidedBy: "credential_source") else {
      return fails(text, profile, named)
    }
    return .fires(role)
  }

  private func sso(_ profile: Profile) throws(UnknownInput) -> LinkFinding {
    let sso = ProfileSSO(profile, profiles)
    let finding = try sso.find(profile, situation, missingToken: .nextLink)
    if case .fires? = finding, let finding { return finding }
    let text = "The profile [\(profile.name)] is an SSO profile.  This type of profile is not allowed here."
    return sso.deciding.map { fails(text, profile, $0) } ?? invalid(profile)
  }

  private func invalid(_ profile: Profile) -> LinkFinding {
    let text = "Credential profile [\(profile.name)] is not valid."
    let origin = LinkOrigin(.profile(profile.name, file: profile.place?.file ?? ""), at: profile.place)
    return .fails(
      ChainFailure(text + "  Please ensure the profile contains a valid combination of properties.", from: origin)
    )
  }

  private func fails(_ text: String, _ profile: Profile, _ deciding: Located<String>) -> LinkFinding {
    .fails(ChainFailure(text, from: profile.origin(deciding)))
  }
}

extension LinkFinding {
  /// An exception while a link is made is collected; one at first use, as of a token file that is not there, comes too late.
  var collected: LinkFinding {
    guard case .fails(let failure) = self, failure.link == nil else { return self }
    return swallowed
  }
}
