package import KeylessPlatforms

/// The platforms `keyless.yaml` can speak about; each has its own words for projects, refs and events.
package enum IntentPlatform: String, CaseIterable, Hashable, Sendable {
  case gitlab, github

  package var id: PlatformID { PlatformID(rawValue) }

  /// What keyless knows about it.
  package var platform: Platform {
    switch self {
    case .gitlab: .gitlab
    case .github: .github
    }
  }

  /// The issuer of the public instance.
  package var publicIssuer: String {
    switch self {
    case .gitlab: "https://gitlab.com"
    case .github: "https://token.actions.githubusercontent.com"
    }
  }
}
