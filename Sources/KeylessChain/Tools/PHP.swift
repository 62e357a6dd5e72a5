import KeylessSource

/// AWS SDK for PHP, `CredentialProvider::defaultProvider`.
///
/// 1. environment keys
/// 2. web identity: of the environment, else of the profile in the two files of the home folder
/// 3. SSO of the profile in the config file
/// 4. login
/// 5. `credential_process`, then
/// 6. role or keys of the profile in the credentials file
/// 7. `credential_process`, then
/// 8. role or keys of `[profile NAME]` in the config file: a bare `[default]` there is not found
/// 9. the container endpoint where one is set, else instance metadata
///
/// A rejection goes on to the next link.
package struct PHP: CredentialChain {
  package let tool = Tool("php", "AWS SDK for PHP")
  package let evidence = Evidence.derived("aws-sdk-php: CredentialProvider at 00b17f99, and a later one with `login`")
  package let onRefusedExchange = RefusedExchange.nextLink

  package init() {}

  static let container = ContainerEndpoint { url in
    url.isHTTPS || url.isAWS || url.isLoopback || url.isLocalhost
      ? nil : "the host of `AWS_CONTAINER_CREDENTIALS_FULL_URI` is not accepted"
  }
  static let metadata = InstanceMetadata()

  package func resolve(_ situation: Situation) throws(UnknownInput) -> Resolution {
    var walk = Walk()
    try walk.ask(.environment, try EnvironmentKeys().find(situation))
    try walk.ask(.webIdentity, try webIdentity(situation))
    try walk.ask(.sso) { () throws(UnknownInput) in
      let inside = try Inside(situation)
      guard let profile = inside.profile(named: inside.name, in: inside.config) else {
        return .passes("the config file has no profile `\(inside.name)`")
      }
      return try ProfileSSO(profile, inside.profiles).find(profile, situation, missingToken: .nextLink)
        ?? .passes("the profile `\(inside.name)` lacks keys for SSO", profile.place)
    }
    try walk.ask(.login) { () throws(UnknownInput) in
      let inside = try Inside(situation)
      guard let login = inside.profile(named: inside.name, in: inside.config)?.login else {
        return .passes("the profile `\(inside.name)` has no `login_session`")
      }
      return .fires(login)
    }
    for isConfig in [false, true] {
      try walk.ask(.process) { () throws(UnknownInput) in
        let inside = try Inside(situation)
        let (file, header) = inside.place(isConfig)
        guard let process = inside.section(header, in: file)?.process else {
          return .passes("`[\(header)]` of the \(isConfig ? "config" : "credentials") file has no `credential_process`")
        }
        return .fires(process)
      }
      try walk.ask(.profileStatic) { () throws(UnknownInput) in
        let inside = try Inside(situation)
        let (file, header) = inside.place(isConfig)
        return try inside.find(header, in: file, isConfig ? "config" : "credentials", visited: nil)
      }
    }
    try walk.ask(.container, try Self.container.find(situation))
    try walk.ask(.instanceMetadata) { () throws(UnknownInput) in
      if try Self.container.isNamed(situation) { return .passes("a container endpoint is named in its place") }
      return try Self.metadata.find(situation)
    }
    return walk.resolution(
      of: tool,
      evidence,
      else: ChainFailure("Error retrieving credentials from the instance profile metadata service.")
    )
  }

  private func webIdentity(_ situation: Situation) throws(UnknownInput) -> LinkFinding {
    let variables = WebIdentityVariables(needsAbsolutePath: true, missingToken: .nextLink)
    let finding = try variables.find(situation)
    // Both variables decide, whatever becomes of them.
    if try situation.variable("AWS_WEB_IDENTITY_TOKEN_FILE") != nil, try situation.variable("AWS_ROLE_ARN") != nil {
      return finding
    }
    guard let home = try situation.variable("HOME") else { return finding }
    let folder = try home.known() + "/.aws/"
    let profiles = try situation.profiles(.php, config: [folder + "config"], credentials: [folder + "credentials"])
    let inside = try Inside(situation, profiles)
    let profile =
      inside.section(inside.name, in: profiles.credentials) ?? inside.profile(named: inside.name, in: profiles.config)
    guard let profile, let own = try profile.webIdentity(situation, missingToken: .nextLink) else { return finding }
    return own
  }

  /// What `parse_ini_file` gives: sections by the whole text between their brackets, the two files never united.
  private struct Inside {
    let name: String
    let profiles: Profiles
    let situation: Situation
    private let readsConfigToo: Bool

    init(_ situation: Situation, _ profiles: Profiles? = nil) throws(UnknownInput) {
      name = try ProfileChoice(situation).name
      self.profiles = if let profiles { profiles } else { try situation.profiles(.php) }
      self.situation = situation
      let elsewhere = try situation.variable("AWS_SHARED_CREDENTIALS_FILE") != nil
      readsConfigToo = try situation.variable("AWS_SDK_LOAD_NONDEFAULT_CONFIG") != nil && !elsewhere
    }

    var config: ConfigFile? { profiles.config }

    func place(_ isConfig: Bool) -> (ConfigFile?, header: String) {
      isConfig ? (profiles.config, "profile \(name)") : (profiles.credentials, name)
    }

    /// `NAME`, else `profile NAME`.
    func profile(named name: String, in file: ConfigFile?) -> Profile? {
      section(name, in: file) ?? section("profile \(name)", in: file)
    }

    func section(_ header: String, in file: ConfigFile?) -> Profile? {
      guard let section = file?.sections.last(where: { $0.header == header }) else {
        guard readsConfigToo, file?.role == .credentials else { return nil }
        return profile(named: header, in: profiles.config)
      }
      let united = Dictionary(section.properties.map { ($0.name.value, $0) }) { $1 }
      let isConfig = file?.role == .config
      return Profile(
        name,
        config: isConfig ? section : nil,
        credentials: isConfig ? nil : section,
        united: united
      )
    }

    /// `ini`; `visited` is nil for the first profile, whose role comes before its keys.
    func find(
      _ header: String,
      in file: ConfigFile?,
      _ title: String,
      visited: Set<String>?
    ) throws(UnknownInput) -> LinkFinding {
      guard let file else { return .passes("there is no \(title) file") }
      // Sources are found by the whole text between the brackets, which the check of the files knows nothing of.
      guard (visited?.count ?? 0) <= SourceProfiles.deepest else {
        throw UnknownInput(.file(file.path), SourceProfiles.tooDeepWords, at: section(header, in: file)?.place)
      }
      guard let profile = section(header, in: file) else {
        return .passes("'\(header)' not found in \(file.path)")
      }
      guard let role = profile["role_arn"], visited == nil || !profile.hasStaticKeys else {
        let section = (profile.config ?? profile.credentials)?.header ?? header
        return profile.staticKeys(in: section).map { .fires($0) }
          ?? .passes("No credentials present in INI profile '\(header)' (\(file.path))", profile.place)
      }
      let (source, named) = (profile["source_profile"], profile["credential_source"])
      guard (source == nil) != (named == nil) else {
        let text = "Either source_profile or credential_source must be set using profile \(header), but not both."
        return .passes(text, role.span)
      }
      let base: LinkFinding?
      if let source {
        if visited?.contains(source.value) == true {
          return .passes("Circular source_profile reference found.", source.span)
        }
        if section(source.value, in: file) == nil {
          return .passes("source_profile \(source.value) using profile \(header) does not exist", source.span)
        }
        base = try find(source.value, in: file, title, visited: (visited ?? []).union([source.value]))
      } else {
        base = try profile.credentialSource(
          situation,
          environment: EnvironmentKeys(),
          container: PHP.container,
          metadata: PHP.metadata
        )
      }
      guard case .fires(let link)? = base else {
        return base ?? .passes("Invalid credential_source found in config file", named?.span)
      }
      // Only the role and the session's name are sent.
      let plan = AssumeRolePlan(roleARN: role.value, sessionName: profile["role_session_name"]?.value)
      return .fires(Link(.assumeRole, from: profile.origin(source ?? named ?? role), .assumeRole(plan, base: link)))
    }
  }
}
