/// The links of the Go SDK that need no profile.
struct GoEnvironment {
  static let profileNames = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"]

  let situation: Situation
  let sdk: GoVersion

  /// `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or their older names; half a pair counts as none.
  func keys() throws(UnknownInput) -> GoFinding {
    guard let pair = try pair() else {
      let id = try situation.variable(["AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY"])
      guard let id else { return .passes("`AWS_ACCESS_KEY_ID` is not set") }
      return .passes(
        "`\(id.name)` is set without `AWS_SECRET_ACCESS_KEY`, and half a pair counts as none",
        id.text.place
      )
    }
    return .fires(pair)
  }

  /// The pair as a link, wherever it is asked for.
  func pair() throws(UnknownInput) -> Link? {
    let id = try situation.variable(["AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY"])
    let secret = try situation.variable(["AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY"])
    guard let id, let secret else { return nil }
    let token: TextOrigin? = try situation.variable("AWS_SESSION_TOKEN") == nil ? nil : .variable("AWS_SESSION_TOKEN")
    return Link(
      .environment,
      from: .variables(id.name, secret.name, at: id.text.place),
      .keys(accessKeyID: id.text.value, id: .variable(id.name), secret: .variable(secret.name), sessionToken: token)
    )
  }

  /// `AWS_WEB_IDENTITY_TOKEN_FILE`: alone it ends the run, as the profile is never consulted for the rest.
  func webIdentity() throws(UnknownInput) -> GoFinding {
    guard let file = try situation.variable("AWS_WEB_IDENTITY_TOKEN_FILE") else {
      return .passes("`AWS_WEB_IDENTITY_TOKEN_FILE` is not set")
    }
    let origin = LinkOrigin.variables("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN", at: file.place)
    guard let role = try situation.variable("AWS_ROLE_ARN") else {
      let alone = LinkOrigin.variables("AWS_WEB_IDENTITY_TOKEN_FILE", at: file.place)
      return .fails(.loading(sdk.error("WebIdentityErr", "role ARN is not set"), in: .webIdentity, from: alone))
    }
    let session = try situation.variable("AWS_ROLE_SESSION_NAME")
    if let path = file.value, let problem = try token(path) {
      return .fails(.retrieving(problem, in: .webIdentity, from: origin))
    }
    return .fires(
      Link(
        .webIdentity,
        from: origin,
        .webIdentity(
          WebIdentityPlan(
            roleARN: role.value,
            token: .file(file.value ?? "$AWS_WEB_IDENTITY_TOKEN_FILE"),
            sessionName: session?.value
          )
        )
      )
    )
  }

  /// What the SDK says of a token file that it cannot read; of a file that nobody knows, nothing.
  func token(_ path: String) throws(UnknownInput) -> String? {
    guard let problem = reading(path) else { return nil }
    switch sdk {
    case .v1: return "WebIdentityErr: unable to read file at \(path)\ncaused by: \(problem)"
    case .v2: return "failed to retrieve jwt from provide source, unable to read file at \(path): \(problem)"
    }
  }

  /// What Go's `os.ReadFile` says; nil where it reads, or where nobody knows: the link fires in any case.
  func reading(_ path: String) -> String? {
    guard let answer = try? situation.file(situation.absolute(path)) else { return nil }
    switch answer {
    case .bytes, .unknown: return nil
    case .missing: return "open \(path): no such file or directory"
    case .unreadable(.directory): return "read \(path): is a directory"
    case .unreadable(.permission): return "open \(path): permission denied"
    case .unreadable(.notDirectory): return "open \(path): not a directory"
    }
  }

  /// `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`, then `_FULL_URI`; a host that is not allowed ends the run.
  func container() throws(UnknownInput) -> GoFinding {
    let relative = try situation.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
    let full = try situation.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI")
    // v1 looks at the full one first.
    if let relative, sdk == .v2 || full == nil {
      return .fires(
        try link(
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          relative,
          relative.value.map { "http://169.254.170.2" + $0 }
        )
      )
    }
    guard let full else { return .passes("no container endpoint is set in the environment") }
    if let problem = try GoContainerHost.problem(try full.known(), full) {
      let origin = LinkOrigin.variables("AWS_CONTAINER_CREDENTIALS_FULL_URI", at: full.place)
      return .fails(
        sdk == .v1
          ? .retrieving(
            "CredentialsEndpointError: \(problem)\(problem.hasSuffix("allowed") ? "." : "")",
            in: .container,
            from: origin
          )
          : .loading(problem, in: .container, from: origin)
      )
    }
    return .fires(try link("AWS_CONTAINER_CREDENTIALS_FULL_URI", full, full.value))
  }

  private func link(_ name: String, _ text: Text, _ url: String?) throws(UnknownInput) -> Link {
    let token: TextOrigin? =
      try situation.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN") == nil
      ? nil : .variable("AWS_CONTAINER_AUTHORIZATION_TOKEN")
    let file = try situation.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
    return Link(
      .container,
      from: .variables(name, at: text.place),
      .container(ContainerPlan(url: url, authorization: file == nil ? token : nil, authorizationFile: file?.value))
    )
  }

  /// The last resort, which always answers: with a role, or with the error that users see most.
  ///
  /// `enabled` is what the tool's own configuration says of it.
  func instanceMetadata(enabled: Bool? = nil) throws(UnknownInput) -> GoFinding {
    let origin: LinkOrigin
    if let enabled {
      origin = LinkOrigin(.arguments(["skip_metadata_api_check"]))
      if !enabled { return noMetadata(Self.disabled, origin) }
    } else if let text = try situation.variable("AWS_EC2_METADATA_DISABLED"), try text.known().lowercased() == "true" {
      return noMetadata(Self.disabled, .variables("AWS_EC2_METADATA_DISABLED", at: text.place))
    }
    guard try situation.hasInstanceMetadata() else { return noMetadata("…", LinkOrigin(.service)) }
    return .fires(Link(.instanceMetadata, from: LinkOrigin(.service), .instanceMetadata))
  }

  private static let disabled =
    "access disabled to EC2 IMDS via client option, or \"AWS_EC2_METADATA_DISABLED\" environment variable"

  private func noMetadata(_ cause: String, _ origin: LinkOrigin) -> GoFinding {
    let text =
      switch sdk {
      case .v1:
        // What the chain says when its last provider has nothing.
        "NoCredentialProviders: no valid providers in chain. Deprecated.\n"
          + "\tFor verbose messaging see aws.Config.CredentialsChainVerboseErrors"
      case .v2: "no EC2 IMDS role found, operation error ec2imds: GetMetadata, \(cause)"
      }
    var failure = GoFailure.retrieving(text, in: .instanceMetadata, from: origin)
    failure.isLastResort = true
    return .fails(failure)
  }
}
