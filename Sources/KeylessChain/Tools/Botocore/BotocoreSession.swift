import KeylessSource

/// What every link of botocore sees: the profile in use, the two files, and whether the profile was named outright.
struct BotocoreSession {
  let situation: Situation
  let profiles: Profiles
  let profile: BotocoreProfile
  /// By an argument of the session or `--profile`; `AWS_PROFILE` is not one.
  let isExplicit: Bool

  /// Reads the files and looks for the profile; both are done before any link is asked, whatever the environment holds.
  static func open(
    _ situation: Situation,
    _ explicitProfile: Text?,
    _ variables: [String]
  ) throws(UnknownInput) -> Result<BotocoreSession, ChainFailure> {
    let config = try path(situation, "AWS_CONFIG_FILE")
    let credentials = try path(situation, "AWS_SHARED_CREDENTIALS_FILE")
    let profiles = try situation.profiles(.botocore, config: config, credentials: credentials)
    if let problem = profiles.failure {
      let paths = (config ?? []) + (credentials ?? [])
      return .failure(BotocoreParsing(situation).failure(problem, amongFiles: paths))
    }
    var named: (text: Text, origin: LinkOrigin)?
    if let explicitProfile {
      named = (explicitProfile, LinkOrigin(.arguments(["profile"]), at: explicitProfile.place))
    } else {
      for name in variables where named == nil {
        guard let text = try situation.written(name) else { continue }
        named = (text, .variables(name, at: text.place))
      }
    }
    // One that is named must exist, were it `default`, and an empty name is one.
    if let named {
      let name = try named.text.known()
      guard profiles[name] != nil else {
        return .failure(ChainFailure("The config profile (\(name)) could not be found", from: named.origin))
      }
    }
    let name = try named?.text.known() ?? "default"
    return .success(
      BotocoreSession(
        situation: situation,
        profiles: profiles,
        profile: BotocoreProfile(name, profiles[name]),
        isExplicit: explicitProfile != nil
      )
    )
  }

  func profile(_ name: String) -> BotocoreProfile? {
    profiles[name].map { BotocoreProfile(name, $0) }
  }

  /// The file in place of the usual one: an empty variable is no file at all.
  private static func path(_ situation: Situation, _ variable: String) throws(UnknownInput) -> [String]? {
    guard let text = try situation.written(variable) else { return nil }
    let path = try text.known()
    return path.isEmpty ? [] : [try PythonPath(situation).expanding(path)]
  }
}
