/// The twelve links of botocore (`create_credential_resolver` in `botocore/credentials.py`), in its order.
///
/// Only a link that has nothing lets the next one be asked; whatever goes wrong in one ends the chain. A profile that is
/// named outright, by an argument and not by a variable, takes the environment out: the keys as a whole, and the variables
/// of the web identity.
struct BotocoreChain {
  let tool: Tool
  let evidence: Evidence
  /// The first that is set names the profile.
  let profileVariables: [String]
  let explicitProfile: Text?
  /// What is printed when no link has anything.
  let nothing: String
  /// Whether `login` asks for a package that is not installed by default.
  let needsPackageForLogin: Bool

  func resolve(_ situation: Situation) throws(UnknownInput) -> Resolution {
    var walk = Walk()
    if let keys = try BotocoreArgumentsLink(situation).find() { try walk.ask(.arguments, keys) }
    let session: BotocoreSession
    switch try BotocoreSession.open(situation, explicitProfile, profileVariables) {
    case .failure(let failure):
      // The files are read before any link is asked.
      return Resolution(tool, .failed(failure), evidence: evidence)
    case .success(let opened): session = opened
    }
    let profile = session.profile
    if session.isExplicit {
      walk.pass(.environment, "an explicit profile takes the environment out of the chain", at: explicitProfile?.place)
    } else {
      try walk.ask(.environment, try BotocoreEnvironmentLink(situation).find())
    }
    try walk.ask(.assumeRole, try BotocoreAssumeRoleLink(session).find())
    try walk.ask(.webIdentity) { () throws(UnknownInput) in
      try BotocoreWebIdentityLink(session, profile, readsEnvironment: !session.isExplicit).find()
    }
    try walk.ask(.sso, BotocoreSSOLink(session, profile).find())
    try walk.ask(.profileStatic, BotocoreKeysLink(.credentialsFile, profile).find())
    try walk.ask(.login, BotocoreLoginLink(profile).find())
    try walk.ask(.process, BotocoreProcessLink(profile).find())
    try walk.ask(.profileStatic, BotocoreKeysLink(.configFile, profile).find())
    try walk.ask(.profileStatic, try BotocoreEC2FileLink(situation).find())
    try walk.ask(.profileStatic, try BotocoreBotoFileLink(situation).find())
    try walk.ask(.container, try BotocoreContainerLink(situation).find())
    try walk.ask(.instanceMetadata, try BotocoreMetadataLink(situation).find())
    let decided = walk.resolution(of: tool, evidence, else: ChainFailure(nothing))
    return try BotocoreFirstCall(session).made(after: try noted(decided, session))
  }

  private func noted(_ resolution: Resolution, _ session: BotocoreSession) throws(UnknownInput) -> Resolution {
    var resolution = resolution
    switch resolution.fired?.base.kind {
    case .login where needsPackageForLogin:
      resolution.notes.append("`login_session` needs the package `botocore[crt]`; without it the chain ends there")
    case .sso:
      resolution.notes.append("the token of `aws sso login` must not have expired")
    default: break
    }
    if case .assumeRole(let role, _) = resolution.fired?.plan, role.mfaSerial != nil {
      resolution.notes.append("`mfa_serial` asks for a code on the terminal")
    }
    return resolution
  }
}
