import KeylessSource

extension GoProfile {
  /// Loads a profile with all that it builds on, as `setFromIniSections` does; nil where the files have no such profile.
  static func load(_ name: String, from profiles: Profiles, _ sdk: GoVersion) throws(GoFailure) -> GoProfile? {
    var seen: Set<String> = []
    return try load(name, from: profiles, &seen, sdk)
  }

  private static func load(
    _ name: String,
    from profiles: Profiles,
    _ seen: inout Set<String>,
    _ sdk: GoVersion
  ) throws(GoFailure) -> GoProfile? {
    guard let found = profiles[name] else { return nil }
    var profile = GoProfile(found)
    // v1 takes half a pair of keys for none.
    if let problem = found.failure, sdk == .v2 {
      throw .loading(problem.text, from: LinkOrigin(.profile(name, file: problem.span.file), at: problem.span))
    }
    if seen.contains(name) {
      profile.clearRole()
    } else {
      try profile.checkRole(sdk)
    }
    // A profile that another builds on gives its keys at once: what it says of further sources is not read, its role is.
    if !seen.isEmpty, profile.keys != nil { return profile }
    seen.insert(name)
    try profile.checkOneSource(sdk)
    if let source = profile.sourceProfile {
      profile.clearCredentials()
      let below = try load(source.value, from: profiles, &seen, sdk)
      guard let below, below.hasCredentials else {
        throw profile.badSource(source, isThere: below != nil, sdk)
      }
      profile.source = below
    }
    if let session = profile.sso.session {
      guard let section = profiles.session(session.value) else {
        throw .loading("failed to find SSO session section, \(session.value)", in: .sso, from: profile.origin(session))
      }
      profile.sso.section = section
    }
    return profile
  }

  private func checkRole(_ sdk: GoVersion) throws(GoFailure) {
    guard roleARN == nil else { return }
    for (key, line) in [
      ("source_profile", sourceProfile), ("credential_source", credentialSource),
      ("web_identity_token_file", webIdentityTokenFile),
    ] {
      guard let line else { continue }
      let text = "credential type \(key) requires role_arn, profile \(name)"
      throw .loading(sdk.error("CredentialRequiresARNError", text), from: origin(line))
    }
  }

  private func checkOneSource(_ sdk: GoVersion) throws(GoFailure) {
    let lines = [sourceProfile, credentialSource, process, webIdentityTokenFile].compactMap(\.self)
    guard lines.count > 1 else { return }
    let text =
      "only one credential type may be specified per profile: "
      + "source profile, credential source, credential process, web identity token"
    throw .loading(sdk.error("SharedConfigErr", text), from: origin(lines[1]))
  }

  private func badSource(_ source: Located<String>, isThere: Bool, _ sdk: GoVersion) -> GoFailure {
    let role = roleARN?.value ?? ""
    let text =
      switch sdk {
      case .v1:
        "SharedConfigAssumeRoleError: failed to load assume role for \(role), source profile \(source.value) "
          + "has no shared credentials"
      case .v2:
        "failed to load assume role \(role), of profile \(source.value), "
          + (isThere ? "<nil>" : "failed to get shared config profile, \(source.value)")
      }
    return .loading(text, in: .assumeRole, from: origin(source))
  }
}
