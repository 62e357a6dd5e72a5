package import KeylessAWS
package import KeylessAccounts
package import KeylessCalls
package import KeylessOIDC
import KeylessPolicy

/// The exchange: a job's token for credentials of a role (AWS STS API, `AssumeRoleWithWebIdentity`).
///
/// Checks run in AWS's order as far as it is known; an unverified claim may refuse early and never accepts.
package struct AssumeRoleWithWebIdentityEndpoint {
  let accounts: Accounts
  let sessions: SessionAuthority
  let organization: OrganizationPolicies
  let region: String
  /// Unix seconds.
  let now: Int
  /// Thirty-eight fresh random bytes, for this call alone.
  let noise: ArraySlice<UInt8>
  /// The keys of a registered issuer; throws where there are none.
  let keys: (_ issuer: String, _ keyID: String?) throws(Refusal) -> JSONWebKeySet

  package init(
    accounts: Accounts,
    sessions: SessionAuthority,
    organization: OrganizationPolicies,
    region: String,
    now: Int,
    noise: ArraySlice<UInt8>,
    keys: @escaping (_ issuer: String, _ keyID: String?) throws(Refusal) -> JSONWebKeySet
  ) {
    self.accounts = accounts
    self.sessions = sessions
    self.organization = organization
    self.region = region
    self.now = now
    self.noise = noise
    self.keys = keys
  }

  package func answer(
    _ request: QueryRequest,
    sourceAddress: String?,
    userAgent: String?,
    presented: inout CallRecord.PresentedToken?
  ) throws(Refusal) -> AssumeRoleWithWebIdentity.Output {
    let input: AssumeRoleWithWebIdentity.Input
    do {
      input = try AssumeRoleWithWebIdentity.Input(request)
    } catch {
      // The token was presented all the same; the transcript must not say that it never was.
      presented = Self.presentation(in: request)
      throw Refusal(error)
    }
    presented = CallRecord.PresentedToken(issuer: nil, subject: nil, tokenID: nil, roleARN: input.roleARN)
    let token = try refusing { () throws(TokenRefusal) in try UnverifiedToken.parse(input.token.exposed) }
    presented = CallRecord.PresentedToken(token.claims, roleARN: input.roleARN)
    let roleARN = try refusing { () throws(QueryError) in try input.role() }
    guard input.providerID == nil else {
      throw Refusal(.notImplemented("OAuth 2.0 access tokens (ProviderId) of sts:AssumeRoleWithWebIdentity"))
    }
    let policies = try refusing { () throws(QueryError) in
      try SessionPolicies(policy: input.policy, arns: input.policyARNs)
    }

    let (provider, verified) = try verify(token, for: roleARN)
    try refusing { () throws(TokenRefusal) in try verified.checkRole(input.roleARN) }
    guard let role = accounts.role(arn: input.roleARN, account: roleARN.account.text) else {
      throw Refusal(.notAuthorizedToAssume, because: "there is no role \(input.roleARN)")
    }
    try judge(
      TrustRequest(
        token: verified,
        provider: provider,
        role: role,
        sessionName: input.sessionName,
        sourceAddress: sourceAddress,
        userAgent: userAgent,
        region: region,
        now: now
      )
    )
    let duration = input.durationSeconds ?? 3600
    guard duration <= role.maxSessionDuration else { throw Refusal(.durationExceedsRole) }
    if !policies.arns.isEmpty {
      let contents = accounts.snapshot
      try refusing { () throws(QueryError) in try policies.requireExisting(in: contents, account: role.account) }
    }
    return try issue(input, roleARN, role, provider, verified, policies, duration: duration)
  }

  private static func presentation(in request: QueryRequest) -> CallRecord.PresentedToken? {
    guard let text = request.scope.string("WebIdentityToken") else { return nil }
    let role = TokenRedaction.redacting(String((request.scope.string("RoleArn") ?? "").prefix(2048)))
    guard let token = try? UnverifiedToken.parse(text) else {
      return CallRecord.PresentedToken(issuer: nil, subject: nil, tokenID: nil, roleARN: role)
    }
    return CallRecord.PresentedToken(token.claims, roleARN: role)
  }

  private func verify(
    _ token: UnverifiedToken,
    for role: RoleARN
  ) throws(Refusal) -> (IdentityProvider, VerifiedToken) {
    let issuer = try refusing { () throws(TokenRefusal) in try TokenVerifier.requireIssuer(token) }
    guard let provider = accounts.provider(issuer: issuer, account: role.account.text) else {
      throw Refusal(TokenRefusal.unknownIssuer(issuer))
    }
    let keys = try keys(provider.issuer, token.header.keyID)
    let expected = ExpectedToken(issuer: provider.issuer, clientIDs: provider.clientIDs, keys: keys, now: now)
    return (provider, try refusing { () throws(TokenRefusal) in try TokenVerifier.verify(token, against: expected) })
  }

  private func judge(_ trust: TrustRequest) throws(Refusal) {
    guard organization.resourceControl.isEmpty else { return try judgeUnderResourceControl(trust) }
    var request = trust.request
    let policy = trust.role.trust.compiled
    // The same compiled policy twice: the second time with its reasons, for which only a refusal pays.
    guard policy.decide(request) == .allow else {
      throw Refusal(.notAuthorizedToAssume, because: policy.explain(request).reason(for: request.action))
    }
    for action in trust.furtherActions {
      request.action = action
      guard policy.decide(request) == .allow else {
        throw Refusal(.notAuthorizedToAssume, because: policy.explain(request).reason(for: action))
      }
    }
  }

  /// With the resource control policies of the role's account, which reach a federated caller; service control policies
  /// do not (Organizations User Guide, "RCPs" and "SCPs").
  private func judgeUnderResourceControl(_ trust: TrustRequest) throws(Refusal) {
    var request = trust.request
    request.resource = trust.role.arn
    request.context["aws:ResourceAccount"] = [trust.role.account]
    request.context["aws:PrincipalIsAWSService"] = ["false"]
    let authorization = Authorization(
      resource: trust.role.trust.compiled,
      resourceAccount: trust.role.account,
      resourceControl: organization.resourceControl
    )
    for action in [request.action] + trust.furtherActions {
      request.action = action
      guard authorization.decide(request) != .allow else { continue }
      let decision = authorization.explain(request)
      throw Refusal(.notAuthorizedToAssume, because: "\(decision.summary); \(decision.reason)")
    }
  }

  private func issue(
    _ input: AssumeRoleWithWebIdentity.Input,
    _ roleARN: RoleARN,
    _ role: Role,
    _ provider: IdentityProvider,
    _ token: VerifiedToken,
    _ policies: SessionPolicies,
    duration: Int
  ) throws(Refusal) -> AssumeRoleWithWebIdentity.Output {
    let session = Session(
      accessKeyID: AccessKeyID(.session, account: roleARN.account, noise: noise.prefix(10)).text,
      account: roleARN.account,
      principalARN: role.arn,
      principalID: role.uniqueID,
      sessionName: input.sessionName,
      issuedAt: now,
      expiresAt: now + duration,
      providerARN: provider.arn,
      audience: token.effectiveAudience,
      subject: token.subject,
      methods: token.amr,
      sourceIdentity: token.special.sourceIdentity,
      tags: token.special.tags.tags.map { Session.Tag($0.key, $0.value) },
      transitiveTagKeys: token.special.tags.transitiveKeys,
      policy: policies.policy,
      policyARNs: policies.arns
    )
    let size = try refusing { () throws(QueryError) in
      try PackedPolicySize(policies: policies, tags: session.tags)?.percent()
    }
    let credentials: Credentials
    do {
      credentials = try sessions.issue(session, noise: noise.dropFirst(10))
    } catch {
      throw Refusal(sealing: error)
    }
    return AssumeRoleWithWebIdentity.Output(
      subject: token.subject,
      audience: token.effectiveAudience,
      assumedRoleARN: ARN.assumedRole(roleARN, sessionName: input.sessionName).description,
      assumedRoleID: "\(role.uniqueID):\(input.sessionName)",
      credentials: credentials,
      sourceIdentity: token.special.sourceIdentity,
      provider: token.issuer,
      packedPolicySize: size
    )
  }
}
