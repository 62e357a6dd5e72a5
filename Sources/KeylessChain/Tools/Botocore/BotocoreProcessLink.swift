import KeylessSource

/// `custom-process`: the command of the profile, split as a shell splits words and run without one.
struct BotocoreProcessLink {
  private let profile: BotocoreProfile

  init(_ profile: BotocoreProfile) {
    self.profile = profile
  }

  func find() -> LinkFinding {
    guard let command = profile["credential_process"] else {
      return .passes("profile `\(profile.name)` has no `credential_process`", profile.profile?.place)
    }
    let origin = profile.origin("credential_process")
    guard !command.value.isEmpty else {
      return .fails(ChainFailure("list index out of range", in: .process, from: origin))
    }
    return .fires(Link(.process, from: origin, .process(command.value)))
  }
}
