import KeylessSource

/// `credsFromAssumeRole`: a profile's `role_arn` on top of whatever its switch found, container and node included.
struct GoRole {
  private let profile: GoProfile
  private let sdk: GoVersion

  init(_ profile: GoProfile, _ sdk: GoVersion) {
    self.profile = profile
    self.sdk = sdk
  }

  func assumed(with finding: GoFinding) -> GoFinding {
    guard let role = profile.roleARN else { return finding }
    switch finding {
    case .passes: return finding
    case .fails(let failure) where failure.stage == .loading: return finding
    case .fires, .fails: break
    }
    if let serial = profile.mfaSerial {
      let text = "assume role with MFA enabled, but AssumeRoleTokenProvider session option not set."
      return .fails(
        .loading(
          sdk.error("AssumeRoleTokenProviderNotSetError", text),
          in: .assumeRole,
          from: profile.origin(serial)
        )
      )
    }
    switch finding {
    case .fails(let failure): return .fails(inside(failure))
    case .passes: return finding
    case .fires(let base):
      let plan = AssumeRolePlan(
        roleARN: role.value,
        sessionName: profile.sessionName,
        externalID: profile.externalID,
        // Whole minutes are compared, so 901 seconds are not enough.
        durationSeconds: profile.durationSeconds.flatMap { $0 / 60 > 15 ? $0 : nil }
      )
      return .fires(Link(.assumeRole, from: profile.origin(role), .assumeRole(plan, base: base)))
    }
  }

  private func inside(_ failure: GoFailure) -> GoFailure {
    guard sdk == .v2, let link = failure.link, let origin = failure.origin else { return failure }
    // Only these two keep a cache of their own, which says so.
    let isCached = link == .container || link == .instanceMetadata
    var outer = GoFailure.retrieving(
      "operation error STS: AssumeRole, get identity: get credentials: "
        + (isCached ? "failed to refresh cached credentials, " : "") + failure.text,
      in: .assumeRole,
      from: origin
    )
    outer.isLastResort = failure.isLastResort
    return outer
  }
}
