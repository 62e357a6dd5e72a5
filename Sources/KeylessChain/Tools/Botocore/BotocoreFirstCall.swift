import KeylessSource

/// What is known of the first call with the credentials of a chain: botocore assumes roles and reads tokens only then.
struct BotocoreFirstCall {
  private let session: BotocoreSession

  init(_ session: BotocoreSession) {
    self.session = session
  }

  func made(after resolution: Resolution) throws(UnknownInput) -> Resolution {
    var resolution = resolution
    let fired = resolution.fired
    if case .failed(let failure) = resolution.outcome, failure.link != nil { return resolution }
    if let failure = tokenProviderFailure() {
      resolution.outcome = .failed(failure)
      if let fired { resolution.shadowed.insert(.init(fired.kind, fired.origin, fired), at: 0) }
    } else if let fired, let failure = exchangeFailure(of: fired) {
      resolution.outcome = .failed(failure)
    }
    return resolution
  }

  /// Each client also looks for a bearer token, so that an `sso_session` that dangles stops those who never meant to use it.
  private func tokenProviderFailure() -> ChainFailure? {
    let profile = session.profile
    guard let name = profile["sso_session"]?.value else { return nil }
    let start = "The profile \"\(profile.name)\" is configured to use the SSO token provider but "
    let origin = profile.origin("sso_session")
    guard let section = session.profiles.session(name), !section.properties.isEmpty else {
      return ChainFailure("\(start)the \"\(name)\" sso_session configuration does not exist.", in: .sso, from: origin)
    }
    let missing = ["sso_start_url", "sso_region"].filter { section[$0] == nil }.map(PythonText.quoted)
    guard !missing.isEmpty else { return nil }
    let list = missing.joined(separator: ", ")
    return ChainFailure("\(start)is missing the following configuration: [\(list)].", in: .sso, from: origin)
  }

  private func exchangeFailure(of link: Link) -> ChainFailure? {
    switch link.plan {
    case .webIdentity(let plan): failure(webIdentityText(plan), link)
    case .sso(let plan): failure(ssoText(plan), link)
    case .assumeRole(let plan, let base): exchangeFailure(of: base) ?? failure(roleText(plan), link)
    case .keys, .login, .process, .container, .instanceMetadata: nil
    }
  }

  private func failure(_ text: String?, _ link: Link) -> ChainFailure? {
    text.map { ChainFailure($0, in: link.kind, from: link.origin) }
  }

  private func webIdentityText(_ plan: WebIdentityPlan) -> String? {
    guard case .file(let path) = plan.token, let answer = try? session.situation.file(absolute(path)) else {
      return nil
    }
    var token: String?
    switch answer {
    case .missing: return PythonText.openError(path)
    case .unreadable(let refusal): return PythonText.openError(path, refusal)
    case .bytes(let bytes): token = PythonText.read(bytes)
    case .unknown: break
    }
    return BotocoreParameters()
      .atLeast(2, "RoleSessionName", plan.sessionName).atLeast(20, "RoleArn", plan.roleARN)
      .atLeast(4, "WebIdentityToken", token).problem
  }

  private func roleText(_ plan: AssumeRolePlan) -> String? {
    BotocoreParameters()
      .atLeast(2, "RoleSessionName", plan.sessionName).atLeast(2, "ExternalId", plan.externalID)
      .atLeast(900, "DurationSeconds", plan.session.durationSeconds).atLeast(20, "RoleArn", plan.roleARN).problem
  }

  /// The cached token by the SHA-1 of the session's name or, without one, of the start URL.
  private func ssoText(_ plan: SSOPlan) -> String? {
    let name = plan.session ?? plan.startURL
    guard let home = try? session.situation.variable("HOME")?.value,
      let answer = try? session.situation.file(CacheName.sso(plan, home: home))
    else { return nil }
    switch answer {
    // What is no file is asked for first; one that cannot be opened is a key that the cache has not.
    case .missing, .unreadable(.directory), .unreadable(.notDirectory):
      return "Error loading SSO Token: Token for \(name) does not exist"
    case .unreadable(.permission): return "'\(CacheName.sha1(name))'"
    case .bytes(let bytes):
      guard let token = try? JSONParser.parse(bytes) else { return "'\(CacheName.sha1(name))'" }
      guard token["accessToken"] == nil || token["expiresAt"] == nil else { return nil }
      // The start URL, even where the session names the file.
      return "Error loading SSO Token: Token for \(plan.startURL) is invalid"
    case .unknown: return nil
    }
  }

  private func absolute(_ path: String) -> String { session.situation.absolute(path) }
}
