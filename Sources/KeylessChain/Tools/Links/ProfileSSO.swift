package import KeylessSource

/// What a profile says of IAM Identity Center, its `sso-session` followed.
package struct ProfileSSO: Sendable {
  package var accountID: Located<String>?
  package var roleName: Located<String>?
  package var region: Located<String>?
  package var startURL: Located<String>?
  package var session: Located<String>?
  /// A session is named that no file has.
  package var lacksSession = false

  package init(_ profile: Profile, _ profiles: Profiles) {
    accountID = profile["sso_account_id"]
    roleName = profile["sso_role_name"]
    region = profile["sso_region"]
    startURL = profile["sso_start_url"]
    session = profile["sso_session"]
    if let session {
      let section = profiles.session(session.value)
      lacksSession = section == nil
      region = section?["sso_region"] ?? region
      startURL = section?["sso_start_url"] ?? startURL
    }
  }

  /// The first key that the profile has, which decides that it is one for SSO; nil where it has none.
  package var deciding: Located<String>? { session ?? accountID ?? roleName ?? startURL ?? region }

  /// The keys that are still missing, in the order of the documentation.
  package var missing: [String] {
    [
      ("sso_account_id", accountID), ("sso_region", region), ("sso_role_name", roleName), ("sso_start_url", startURL),
    ].filter { $0.1 == nil }.map(\.0)
  }

  package var plan: SSOPlan? {
    guard let accountID, let roleName, let region, let startURL, !lacksSession else { return nil }
    return SSOPlan(
      accountID: accountID.value,
      roleName: roleName.value,
      region: region.value,
      startURL: startURL.value,
      session: session?.value
    )
  }

  /// The link, where a token is cached for it.
  package func find(
    _ profile: Profile,
    _ situation: Situation,
    missingToken: MissingFile
  ) throws(UnknownInput) -> LinkFinding? {
    guard let plan, let deciding else { return nil }
    let origin = profile.origin(deciding)
    if let home = try situation.variable("HOME") {
      let path = CacheName.sso(plan, home: try home.known())
      if let missing = try missingToken.finding(path, "cached SSO token", .sso, origin, situation) { return missing }
    }
    return .fires(Link(.sso, from: origin, .sso(plan)))
  }
}
