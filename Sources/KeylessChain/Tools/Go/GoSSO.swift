import KeylessSource

/// What a profile says of IAM Identity Center, as the Go SDK checks it.
struct GoSSO: Hashable, Sendable {
  var session: Located<String>?
  var accountID: Located<String>?
  var roleName: Located<String>?
  var region: Located<String>?
  var startURL: Located<String>?
  /// The section that `session` names.
  var section: ConfigSection?

  init(_ profile: Profile) {
    session = profile["sso_session"]
    accountID = profile["sso_account_id"]
    roleName = profile["sso_role_name"]
    region = profile["sso_region"]
    startURL = profile["sso_start_url"]
  }

  /// One key is enough.
  var isConfigured: Bool { line != nil }

  /// The deciding line.
  var line: Located<String>? { session ?? startURL ?? accountID ?? roleName ?? region }

  mutating func clearLegacy() {
    accountID = nil
    roleName = nil
    region = nil
    startURL = nil
  }

  /// What it says when it is asked for, which is before it looks for a token.
  func problem(_ profile: String) -> String? {
    guard session != nil else {
      return missing(
        [
          ("sso_region", region), ("sso_start_url", startURL), ("sso_account_id", accountID),
          ("sso_role_name", roleName),
        ],
        profile
      )
    }
    let (region, start) = (sessionValue("sso_region"), sessionValue("sso_start_url"))
    if let text = missing([("sso_region", region), ("sso_start_url", start)], profile) { return text }
    for (key, own, theirs) in [("sso_region", self.region, region), ("sso_start_url", startURL, start)] {
      // The blank at the end is the SDK's.
      if let own, own.value != theirs?.value {
        return "\(key) in profile \"\(profile)\" must match \(key) in sso-session "
      }
    }
    return nil
  }

  func plan() -> SSOPlan {
    SSOPlan(
      accountID: accountID?.value ?? "",
      roleName: roleName?.value ?? "",
      region: (sessionValue("sso_region") ?? region)?.value ?? "",
      startURL: (sessionValue("sso_start_url") ?? startURL)?.value ?? "",
      session: session?.value
    )
  }

  private func sessionValue(_ key: String) -> Located<String>? {
    section?[key].flatMap { $0.value.isEmpty ? nil : $0 }
  }

  private func missing(_ keys: [(String, Located<String>?)], _ profile: String) -> String? {
    let names = keys.filter { $0.1 == nil }.map(\.0)
    if names.isEmpty { return nil }
    return "profile \"\(profile)\" is configured to use SSO but is missing required configuration: "
      + names.joined(separator: ", ")
  }
}
