extension AssumeRoleWithWebIdentity.Input {
  /// Reads and validates the parameters.
  ///
  /// Whether `RoleArn` names a role is a later check, `role()`, because a token that
  /// is no JWT is refused first.
  package init(_ request: QueryRequest) throws(QueryError) {
    try request.expect(AssumeRoleWithWebIdentity.action, of: .sts)
    let scope = request.scope
    let role = scope.string("RoleArn")
    let session = scope.string("RoleSessionName")
    let token = scope.string("WebIdentityToken")
    let provider = scope.string("ProviderId")
    let policy = scope.string("Policy")
    let duration = try scope.integer("DurationSeconds")
    let policyScopes = try scope.structures("PolicyArns") ?? []

    var validation = ParameterValidation(.sts)
    validation.check(role, "roleArn", required: true, Constraints.arn)
    validation.check(session, "roleSessionName", required: true, Constraints.sessionName)
    validation.check(token, "webIdentityToken", required: true, sensitive: true, Constraints.token)
    validation.check(provider, "providerId", Constraints.provider)
    validation.check(count: policyScopes.count, "policyArns", atMost: 10)
    var policyARNs: [String] = []
    for (position, member) in policyScopes.enumerated() {
      let value = member.string("arn")
      validation.check(value, "policyArns.\(position + 1).member.arn", required: true, Constraints.arn)
      if let value { policyARNs.append(value) }
    }
    validation.check(policy, "policy", Constraints.policy)
    validation.check(duration, "durationSeconds", Constraints.duration)
    try validation.finish()
    let plain = policyARNs.reduce(policy?.unicodeScalars.count ?? 0) { $0 + $1.unicodeScalars.count }
    guard plain <= 2048 else { throw .packedPolicyTooLarge(percent: plain * 100 / 2048) }
    guard let role, let session, let token else { throw .missingAction }
    self.init(
      roleARN: role,
      sessionName: session,
      token: WebIdentityToken(token),
      providerID: provider,
      policyARNs: policyARNs,
      policy: policy,
      durationSeconds: duration
    )
  }

  /// The role, or `Request ARN is invalid`.
  package func role() throws(QueryError) -> RoleARN {
    do { return try RoleARN(parsing: roleARN) } catch { throw .requestARNInvalid }
  }

  package var request: QueryRequest {
    var parameters = [
      QueryParameter("RoleArn", roleARN), QueryParameter("RoleSessionName", sessionName),
      QueryParameter("WebIdentityToken", token.exposed),
    ]
    if let providerID { parameters.append(QueryParameter("ProviderId", providerID)) }
    for (position, arn) in policyARNs.enumerated() {
      parameters.append(QueryParameter("PolicyArns.member.\(position + 1).arn", arn))
    }
    if let policy { parameters.append(QueryParameter("Policy", policy)) }
    if let durationSeconds { parameters.append(QueryParameter("DurationSeconds", String(durationSeconds))) }
    return QueryRequest(AssumeRoleWithWebIdentity.action, service: .sts, parameters: parameters)
  }
}

/// The parameters' constraints as the service model has them, made once.
private enum Constraints {
  static let arn: [ParameterConstraint] = [.maximumLength(2048), .minimumLength(20), .pattern(.arn)]
  static let sessionName: [ParameterConstraint] = [.maximumLength(64), .minimumLength(2), .pattern(.name)]
  static let token: [ParameterConstraint] = [.maximumLength(20_000), .minimumLength(4)]
  static let provider: [ParameterConstraint] = [.maximumLength(2048), .minimumLength(4)]
  static let policy: [ParameterConstraint] = [.maximumLength(2048), .minimumLength(1), .pattern(.policy)]
  static let duration: [ParameterConstraint] = [.maximumValue(43_200), .minimumValue(900)]
}

extension AssumeRoleWithWebIdentity.Output {
  package var wireValue: WireValue {
    var fields: [WireValue.Field] = []
    fields.reserveCapacity(7)
    fields.append(.init("SubjectFromWebIdentityToken", .text(subject)))
    fields.append(.init("Audience", .text(audience)))
    let user: WireValue = .structure([
      .init("Arn", .text(assumedRoleARN)), .init("AssumedRoleId", .text(assumedRoleID)),
    ])
    fields.append(.init("AssumedRoleUser", user))
    fields.append(.init("Credentials", credentials.wireValue))
    if let sourceIdentity { fields.append(.init("SourceIdentity", .text(sourceIdentity))) }
    fields.append(.init("Provider", .text(provider)))
    if let packedPolicySize { fields.append(.init("PackedPolicySize", .integer(packedPolicySize))) }
    return .structure(fields)
  }

  /// Reads the `…Result` element; what no client needs may be missing, the credentials may not.
  package init(_ result: WireElement) throws(QueryResponseError) {
    let credentials = try Credentials(of: result, action: AssumeRoleWithWebIdentity.action)
    let user = result.child("AssumedRoleUser")
    self.init(
      subject: result.string("SubjectFromWebIdentityToken") ?? "",
      audience: result.string("Audience") ?? "",
      assumedRoleARN: user?.string("Arn") ?? "",
      assumedRoleID: user?.string("AssumedRoleId") ?? "",
      credentials: credentials,
      sourceIdentity: result.string("SourceIdentity"),
      provider: result.string("Provider") ?? "",
      packedPolicySize: result.integer("PackedPolicySize")
    )
  }
}
