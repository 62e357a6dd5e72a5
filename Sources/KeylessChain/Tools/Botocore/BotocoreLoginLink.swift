import KeylessSource

/// `login`: the session that `aws login` wrote into the profile.
struct BotocoreLoginLink {
  private let profile: BotocoreProfile

  init(_ profile: BotocoreProfile) {
    self.profile = profile
  }

  func find() -> LinkFinding {
    guard let session = profile["login_session"] else {
      return .passes("profile `\(profile.name)` has no `login_session`", profile.profile?.place)
    }
    return .fires(Link(.login, from: profile.origin("login_session"), .login(session: session.value)))
  }
}
