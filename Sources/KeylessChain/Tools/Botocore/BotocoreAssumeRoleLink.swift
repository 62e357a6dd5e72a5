import KeylessSource

/// `assume-role`: a profile with `role_arn` and no token file, with the credentials of another profile or of a named source.
///
/// The credentials below are loaded at once, the role is assumed at the first call.
struct BotocoreAssumeRoleLink {
  private let session: BotocoreSession
  private var visited: [String]

  init(_ session: BotocoreSession) {
    self.session = session
    visited = [session.profile.name]
  }

  func find() throws(UnknownInput) -> LinkFinding {
    let profile = session.profile
    guard profile.has("role_arn") else {
      return .passes("profile `\(profile.name)` has no `role_arn`", profile.profile?.place)
    }
    guard profile.hasRole else {
      return .passes(
        "`web_identity_token_file` of profile `\(profile.name)` makes it a web identity",
        profile["role_arn"]?.span
      )
    }
    var link = self
    return try link.assume(profile)
  }

  private mutating func assume(_ profile: BotocoreProfile) throws(UnknownInput) -> LinkFinding {
    let source = profile["source_profile"]
    let named = profile["credential_source"]
    let base: LinkFinding
    switch (source, named) {
    case (_?, _?):
      return fails("The profile \"\(profile.name)\" contains both source_profile and credential_source.", profile)
    case (nil, nil):
      return fails("Partial credentials found in assume-role, missing: source_profile or credential_source", profile)
    case (nil, let named?): base = try credentials(of: named.value, profile)
    case (let source?, nil): base = try credentials(ofProfile: source.value, profile)
    }
    guard case .fires(let link) = base else { return base }
    let plan = AssumeRolePlan(
      roleARN: profile["role_arn"]?.value,
      sessionName: profile["role_session_name"]?.value,
      externalID: profile["external_id"]?.value,
      mfaSerial: profile["mfa_serial"]?.value,
      // What is no whole number is left out without a word.
      durationSeconds: profile["duration_seconds"].flatMap { PythonText.integer($0.value) }
    )
    return .fires(Link(.assumeRole, from: profile.origin("role_arn"), .assumeRole(plan, base: link)))
  }

  private func credentials(of source: String, _ profile: BotocoreProfile) throws(UnknownInput) -> LinkFinding {
    let finding: LinkFinding
    switch source {
    case "Environment": finding = try BotocoreEnvironmentLink(session.situation).find()
    case "EcsContainer": finding = try BotocoreContainerLink(session.situation).find()
    case "Ec2InstanceMetadata": finding = try BotocoreMetadataLink(session.situation).find()
    default:
      return fails(
        "The credential source \"\(source)\" referenced in profile \"\(profile.name)\" is not valid.",
        profile,
        "credential_source"
      )
    }
    guard case .passes = finding else { return finding }
    return fails(
      "Error when retrieving credentials from \(source): "
        + "No credentials found in credential_source referenced in profile \(profile.name)",
      profile,
      "credential_source"
    )
  }

  private mutating func credentials(
    ofProfile name: String,
    _ parent: BotocoreProfile
  ) throws(UnknownInput) -> LinkFinding {
    guard let source = session.profile(name) else {
      return fails(
        "The source_profile \"\(name)\" referenced in the profile \"\(parent.name)\" does not exist.",
        parent,
        "source_profile"
      )
    }
    // A profile may name itself, for the keys that stand beside its role.
    if visited.contains(name), name != parent.name || !source.hasKeys {
      let list = visited.map(PythonText.quoted).joined(separator: ", ")
      return fails(
        "Infinite loop in credential configuration detected. Attempting to load from profile \(name) "
          + "which has already been visited. Visited profiles: [\(list)]",
        parent,
        "source_profile"
      )
    }
    visited.append(name)
    if source.hasRole, !source.hasKeys { return try assume(source) }
    return try ownCredentials(of: source, parent)
  }

  /// The links that read a profile, the environment left out.
  private func ownCredentials(of source: BotocoreProfile, _ parent: BotocoreProfile) throws(UnknownInput) -> LinkFinding
  {
    let findings = [
      try BotocoreWebIdentityLink(session, source, readsEnvironment: false).find(),
      BotocoreSSOLink(session, source).find(),
      BotocoreKeysLink(.credentialsFile, source).find(),
      BotocoreLoginLink(source).find(),
      BotocoreProcessLink(source).find(),
      BotocoreKeysLink(.configFile, source).find(),
    ]
    for finding in findings {
      if case .passes = finding { continue }
      return finding
    }
    return fails("The source profile \"\(source.name)\" must have credentials.", parent, "source_profile")
  }

  private func fails(_ text: String, _ profile: BotocoreProfile, _ key: String = "role_arn") -> LinkFinding {
    .fails(ChainFailure(text, in: .assumeRole, from: profile.origin(key)))
  }
}
