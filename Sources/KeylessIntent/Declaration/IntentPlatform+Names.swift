import KeylessPlatforms

/// Which names a platform can have; the rules are KeylessPlatforms' own, so that an intent never admits what no token says.
extension IntentPlatform {
  /// Names that make a pattern's wildcards concrete, most natural first.
  static let projectFillings = ["example", "x", "1", ""]
  static let branchFillings = ["example", "x", "1", ""]
  static let tagFillings = ["1.0.0", "1", "x", ""]

  static let environmentFillings = ["example", "x", "1", ""]

  /// The short name of a branch or tag, which is never written with its `refs/…/`.
  package func allowsRef(_ name: String) -> Bool { problem(inRef: name) == nil }

  /// The rule that a short name breaks.
  func problem(inRef name: String) -> String? {
    if name.utf8.starts(with: "refs/".utf8) { return "a short name does not begin with `refs/`" }
    return switch self {
    case .gitlab: GitRef.problem(inGitLabName: name)
    case .github: GitRef.problem(inName: name)
    }
  }

  /// Why no token of the platform comes from this issuer.
  func problem(inIssuer url: String) -> String? {
    do throws(PlatformError) {
      _ = try platform.forms(FormSelection(issuer: url))
      return nil
    } catch {
      return error.rule
    }
  }

  /// The shapes of issuer URLs, with placeholders.
  var issuerForms: [String] { platform.issuers.map(\.url) }

  /// The name of an environment.
  func allowsEnvironment(_ name: String) -> Bool { FactKind.text(max: 255).contains(name) }

  /// A full project path (GitLab) or `owner/repository` (GitHub).
  func allowsProject(_ name: String) -> Bool {
    switch self {
    case .gitlab: GitLabPath.problem(inProject: name) == nil
    case .github: GitHubName.problem(inRepository: name) == nil
    }
  }

  /// A namespace (GitLab) or an owner (GitHub).
  func allowsOwner(_ name: String) -> Bool {
    switch self {
    case .gitlab: GitLabPath.problem(inNamespace: name) == nil
    case .github: GitHubName.problem(inOwner: name) == nil
    }
  }
}
