import KeylessSource

/// `sso`: a profile with `sso_account_id` or `sso_role_name`, completed by its `sso-session` where it names one.
struct BotocoreSSOLink {
  private let session: BotocoreSession
  private let profile: BotocoreProfile

  init(_ session: BotocoreSession, _ profile: BotocoreProfile) {
    self.session = session
    self.profile = profile
  }

  func find() -> LinkFinding {
    guard let deciding = ["sso_role_name", "sso_account_id"].first(where: profile.has) else {
      return .passes("profile `\(profile.name)` has no `sso_role_name` and no `sso_account_id`", profile.profile?.place)
    }
    var section: ConfigSection?
    if let name = profile["sso_session"]?.value {
      section = session.profiles.session(name)
      guard section != nil else { return fails("The specified sso-session does not exist: \"\(name)\"", "sso_session") }
    }
    for property in section?.properties ?? [] {
      let (key, value) = (property.name.value, property.value.value)
      guard let own = profile[key]?.value, own != value else { continue }
      return fails("The value for \(key) is inconsistent between profile (\(own)) and sso-session (\(value)).", key)
    }
    let keys = ["sso_role_name", "sso_account_id", "sso_start_url", "sso_region"]
    let values = keys.map { (profile[$0] ?? section?[$0])?.value }
    guard let role = values[0], let account = values[1], let url = values[2], let region = values[3] else {
      let missing = zip(keys, values).filter { $0.1 == nil }.map(\.0).joined(separator: ", ")
      return fails(
        "The profile \"\(profile.name)\" is configured to use SSO but is missing required configuration: \(missing)",
        deciding
      )
    }
    let plan = SSOPlan(
      accountID: account,
      roleName: role,
      region: region,
      startURL: url,
      session: profile["sso_session"]?.value
    )
    return .fires(Link(.sso, from: profile.origin(deciding), .sso(plan)))
  }

  private func fails(_ text: String, _ key: String) -> LinkFinding {
    .fails(ChainFailure(text, in: .sso, from: profile.origin(key)))
  }
}
