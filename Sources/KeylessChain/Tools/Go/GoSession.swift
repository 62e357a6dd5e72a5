import KeylessSource

/// The Go SDK after loading: the environment, one profile, and the switch that picks exactly one provider.
///
/// It never tries another: what comes after the first case that holds is shadowed for good.
struct GoSession {
  typealias Case = (kind: LinkKind, find: () throws(UnknownInput) -> GoFinding)

  /// What a tool hands to the SDK.
  struct Options {
    var profile: Text?
    var configFiles: [String]?
    var credentialsFiles: [String]?
    /// What the tool's own configuration says of the instance metadata service.
    var instanceMetadata: Bool?

    init(profile: Text? = nil) {
      self.profile = profile
    }
  }

  let environment: GoEnvironment
  private let options: Options
  private(set) var profile: GoProfile?
  private(set) var failure: GoFailure?
  private(set) var notes: [String] = []
  private var name = "default"

  private var sdk: GoVersion { environment.sdk }

  /// A profile that is named must be there, except by `AWS_DEFAULT_PROFILE`; v1 takes none amiss.
  init(_ situation: Situation, _ sdk: GoVersion, _ options: Options, keysAreGiven: Bool = false) throws(UnknownInput) {
    environment = GoEnvironment(situation: situation, sdk: sdk)
    self.options = options
    let named = try situation.variable(GoEnvironment.profileNames)
    if let text = options.profile ?? named?.text { name = try text.known() }
    let profiles: Profiles
    do {
      profiles = try situation.profiles(.go, config: options.configFiles, credentials: options.credentialsFiles)
    } catch {
      // Files that nobody knows decide nothing for whoever asks for no profile, unless they are broken.
      guard case .file(let path) = error.input, options.profile == nil, named == nil else { throw error }
      if !keysAreGiven {
        guard try isDecidedByVariables() else { throw error }
      }
      notes.append("what is in `\(path)` is not known; only a file that the SDK cannot load would change the answer")
      return
    }
    if let problem = profiles.failure {
      failure = .loading(problem.text, from: LinkOrigin(.profile(name, file: problem.span.file), at: problem.span))
      return
    }
    do {
      profile = try GoProfile.load(name, from: profiles, sdk)
    } catch {
      failure = error
      return
    }
    let mustBeThere = options.profile != nil || named?.name == "AWS_PROFILE"
    if profile == nil, mustBeThere, sdk == .v2 {
      let origin =
        if let text = options.profile {
          LinkOrigin(.arguments(["profile"]), at: text.place)
        } else {
          LinkOrigin.variables("AWS_PROFILE", at: named?.text.place)
        }
      failure = .loading("failed to get shared config profile, \(name)", from: origin)
    }
  }

  private func isDecidedByVariables() throws(UnknownInput) -> Bool {
    for finding in [try environment.keys(), try environment.webIdentity()] {
      if case .passes = finding { continue }
      return true
    }
    return false
  }

  /// `resolveCredentialChain` of `config/resolve_credentials.go`.
  var cases: [Case] {
    let variables: [Case] = [
      (.environment, environment.keys),
      (.webIdentity, environment.webIdentity),
    ]
    // `AWS_PROFILE` is no option: only a profile that the program names goes before the variables.
    return options.profile == nil ? variables + profileCases : profileCases + variables
  }

  /// Asks the cases in order, in the words of a tool.
  func ask(_ walk: inout Walk, except kinds: Set<LinkKind> = [], _ say: (GoFailure) -> String) throws(UnknownInput) {
    for one in cases where !kinds.contains(one.kind) {
      let isShadow = walk.isDecided
      try walk.ask(one.kind) { () throws(UnknownInput) in
        let finding = try one.find()
        // That the last resort would have had nothing either is no news.
        if isShadow, case .fails(let failure) = finding, failure.isLastResort { return .passes("it does not answer") }
        return finding.spoken(say)
      }
    }
    for note in notes { walk.note(note) }
  }

  /// `resolveCredsFromProfile`.
  private var profileCases: [Case] {
    guard let profile else {
      return [(.profileStatic, { [name] in .passes("there is no profile `\(name)`") })] + remote(nil)
    }
    return cases(in: profile)
  }

  private func cases(in profile: GoProfile) -> [Case] {
    let missing = { (key: String) in GoFinding.passes("profile `\(profile.name)` has no `\(key)`", profile.place) }
    func source() throws(UnknownInput) -> GoFinding {
      guard let source = profile.source else { return missing("source_profile") }
      return try first(of: cases(in: source))
    }
    func credentialSource() throws(UnknownInput) -> GoFinding {
      guard let line = profile.credentialSource else { return missing("credential_source") }
      return try named(line, profile)
    }
    func tokenFile() throws(UnknownInput) -> GoFinding {
      guard let line = profile.webIdentityTokenFile else { return missing("web_identity_token_file") }
      return try webIdentity(line, profile)
    }
    func session() throws(UnknownInput) -> GoFinding {
      guard let line = profile.sso.line else { return missing("sso_account_id") }
      return try sso(line, profile)
    }
    let own: [Case] = [
      (.assumeRole, source),
      (.profileStatic, { profile.keys.map { keys(profile, $0) } ?? missing("aws_access_key_id") }),
      (.assumeRole, credentialSource),
    ]
    let later: [Case] = [
      (.sso, session),
      (
        .process,
        {
          profile.process.map { .fires(Link(.process, from: profile.origin($0), .process($0.value))) }
            ?? missing("credential_process")
        }
      ),
    ]
    // Web identity takes `role_arn` for itself.
    let web: Case = (.profileWebIdentity, tokenFile)
    return own.map { wrapped($0, profile) } + [web] + later.map { wrapped($0, profile) } + remote(profile)
  }

  private func remote(_ profile: GoProfile?) -> [Case] {
    let cases: [Case] = [
      (.container, environment.container),
      (
        .instanceMetadata,
        { [options] () throws(UnknownInput) in try environment.instanceMetadata(enabled: options.instanceMetadata) }
      ),
    ]
    return profile.map { profile in cases.map { wrapped($0, profile) } } ?? cases
  }

  private func wrapped(_ one: Case, _ profile: GoProfile) -> Case {
    (one.kind, { () throws(UnknownInput) in GoRole(profile, sdk).assumed(with: try one.find()) })
  }

  /// The first that has anything, or what the last one said.
  private func first(of cases: [Case]) throws(UnknownInput) -> GoFinding {
    for one in cases {
      let finding = try one.find()
      if case .passes = finding { continue }
      return finding
    }
    return .passes("no credentials")
  }

  /// What would end the loading, whatever replaces the credentials afterwards.
  func loadingFailure() throws(UnknownInput) -> GoFailure? {
    if let failure { return failure }
    // The instance metadata service fails only when it is asked.
    for one in cases where one.kind != .instanceMetadata {
      switch try one.find() {
      case .passes: continue
      case .fires: return nil
      case .fails(let failure): return failure.stage == .loading ? failure : nil
      }
    }
    return nil
  }

  private func keys(_ profile: GoProfile, _ keys: GoProfile.Keys) -> GoFinding {
    .fires(
      Link(
        .profileStatic,
        from: profile.origin(keys.id),
        .keys(
          accessKeyID: keys.id.value,
          id: keys.idOrigin,
          secret: keys.secret,
          sessionToken: keys.token
        )
      )
    )
  }

  private func webIdentity(_ file: Located<String>, _ profile: GoProfile) throws(UnknownInput) -> GoFinding {
    let origin = profile.origin(file)
    guard let role = profile.roleARN else {
      return .fails(.loading(sdk.error("WebIdentityErr", "role ARN is not set"), in: .profileWebIdentity, from: origin))
    }
    if let problem = try environment.token(file.value) {
      return .fails(.retrieving(problem, in: .profileWebIdentity, from: origin))
    }
    let plan = WebIdentityPlan(roleARN: role.value, token: .file(file.value), sessionName: profile.sessionName)
    return .fires(Link(.profileWebIdentity, from: origin, .webIdentity(plan)))
  }

  private func sso(_ line: Located<String>, _ profile: GoProfile) throws(UnknownInput) -> GoFinding {
    if let problem = profile.sso.problem(profile.name) {
      return .fails(.loading(problem, in: .sso, from: profile.origin(line)))
    }
    let plan = profile.sso.plan()
    if let home = try environment.situation.variable("HOME")?.value {
      let path = CacheName.sso(plan, home: home)
      if let problem = environment.reading(path) {
        let text =
          switch (sdk, plan.session) {
          case (.v1, _): "SSOProviderInvalidToken: the SSO session has expired or is invalid\ncaused by: \(problem)"
          case (.v2, nil):
            "the SSO session has expired or is invalid: failed to read cached SSO token file, \(problem)"
          case (.v2, .some): "failed to read cached SSO token file, \(problem)"
          }
        return .fails(.retrieving(text, in: .sso, from: profile.origin(line)))
      }
    }
    return .fires(Link(.sso, from: profile.origin(line), .sso(plan)))
  }

  /// `credential_source`.
  private func named(_ line: Located<String>, _ profile: GoProfile) throws(UnknownInput) -> GoFinding {
    let origin = profile.origin(line)
    switch line.value {
    case "Environment":
      guard let pair = try environment.pair() else {
        return .fails(.retrieving("static credentials are empty", in: .environment, from: origin))
      }
      return .fires(pair)
    case "Ec2InstanceMetadata":
      if sdk == .v1, case .fires(let link) = try environment.container() { return .fires(link) }
      return try environment.instanceMetadata(enabled: options.instanceMetadata)
    case "EcsContainer":
      let finding = try environment.container()
      guard case .passes = finding else { return finding }
      let relative = "'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'"
      let text =
        "EcsContainer was specified as the credential_source, but "
        // The quotes are the SDK's.
        + (sdk == .v1
          ? "\(relative) was not set" : "neither \(relative) or AWS_CONTAINER_CREDENTIALS_FULL_URI' was set")
      return .fails(.loading(sdk.error("SharedConfigErr", text), in: .container, from: origin))
    default:
      let text = "credential_source values must be EcsContainer, Ec2InstanceMetadata, or Environment"
      return .fails(.loading(sdk.error("SharedConfigErr", text), from: origin))
    }
  }
}
