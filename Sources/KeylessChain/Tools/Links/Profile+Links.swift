package import KeylessSource

/// What one profile can hold; which of it a tool looks at first is the tool's own.
extension Profile {
  package func origin(_ deciding: Located<String>) -> LinkOrigin {
    LinkOrigin(.profile(name, file: deciding.span.file), at: deciding.span)
  }

  func origin(key: String, of text: Located<String>, in section: String? = nil) -> TextOrigin {
    let isInCredentials = credentials?[key]?.span == text.span
    return .profileKey(
      file: text.span.file,
      role: isInCredentials ? .credentials : .config,
      profile: section ?? name,
      key: key
    )
  }

  package var hasStaticKeys: Bool { self["aws_access_key_id"] != nil && self["aws_secret_access_key"] != nil }

  /// An access key with its secret.
  package var staticKeys: Link? { staticKeys(in: name) }

  /// `section` is under what the keys are looked for, where that is not the profile's name.
  func staticKeys(in section: String) -> Link? {
    guard let id = self["aws_access_key_id"], let secret = self["aws_secret_access_key"] else { return nil }
    let plan = CredentialPlan.keys(
      accessKeyID: id.value,
      id: origin(key: "aws_access_key_id", of: id, in: section),
      secret: origin(key: "aws_secret_access_key", of: secret, in: section),
      sessionToken: self["aws_session_token"].map { origin(key: "aws_session_token", of: $0, in: section) }
    )
    return Link(.profileStatic, from: origin(id), plan)
  }

  package var process: Link? {
    self["credential_process"].map { Link(.process, from: origin($0), .process($0.value)) }
  }

  package var login: Link? {
    self["login_session"].map { Link(.login, from: origin($0), .login(session: $0.value)) }
  }

  /// `role_arn` with `web_identity_token_file`; nil where either is missing.
  package func webIdentity(
    _ situation: Situation,
    missingToken: MissingFile
  ) throws(UnknownInput) -> LinkFinding? {
    guard let role = self["role_arn"], let token = self["web_identity_token_file"] else { return nil }
    let path = situation.absolute(token.value)
    if let missing = try missingToken.finding(path, "token file", .profileWebIdentity, origin(token), situation) {
      return missing
    }
    let plan = WebIdentityPlan(roleARN: role.value, token: .file(path), sessionName: self["role_session_name"]?.value)
    return .fires(Link(.profileWebIdentity, from: origin(token), .webIdentity(plan)))
  }

  /// `role_arn` of this profile on top of another link.
  ///
  /// `decidedBy` is the key that names the base.
  package func assumeRole(
    _ base: Link,
    decidedBy key: String = "role_arn",
    durationSeconds: Int? = nil
  ) -> Link? {
    guard let role = self["role_arn"] else { return nil }
    let plan = AssumeRolePlan(
      roleARN: role.value,
      sessionName: self["role_session_name"]?.value,
      externalID: self["external_id"]?.value,
      mfaSerial: self["mfa_serial"]?.value,
      durationSeconds: durationSeconds
    )
    return Link(.assumeRole, from: origin(self[key] ?? role), .assumeRole(plan, base: base))
  }

  /// `credential_source`, on which the profile's role rests.
  package func credentialSource(
    _ situation: Situation,
    environment: EnvironmentKeys,
    container: ContainerEndpoint,
    metadata: InstanceMetadata
  ) throws(UnknownInput) -> LinkFinding? {
    guard let source = self["credential_source"] else { return nil }
    switch source.value {
    case "Environment": return try environment.find(situation)
    case "EcsContainer": return try container.find(situation)
    case "Ec2InstanceMetadata": return try metadata.find(situation)
    default: return nil
    }
  }
}
