/// `GetAwsConfig` of hashicorp/aws-sdk-go-base v2: the AWS provider from 4 on, and the S3 backends that are built on it.
///
///     access_key, secret_key, token
///       > assume_role_with_web_identity
///       > [ profile | environment > web identity > AWS_PROFILE ]   which is the switch of the Go SDK
///       > container > instance metadata
///     then assume_role on top
///
/// Before the block counts the SDK loads its configuration, and fails for a profile that is missing or for
/// `AWS_WEB_IDENTITY_TOKEN_FILE` without `AWS_ROLE_ARN`, however complete the block is. Sources: `aws_config.go`, `credentials.go`.
package struct GoBaseChain: CredentialChain {
  package let tool: Tool
  package let evidence: Evidence
  let user: GoBaseUser

  init(_ tool: Tool, _ user: GoBaseUser, _ evidence: Evidence) {
    self.tool = tool
    self.user = user
    self.evidence = evidence
  }

  package func resolve(_ situation: Situation) throws(UnknownInput) -> Resolution {
    var walk = Walk()
    let block = try WebIdentityBlock(situation, user)
    let roles = try AssumedRoles(situation, user)
    let refusal = block?.problem()
    if let problem = refusal ?? roles.problem { walk.fail(problem) }

    let keys = try StaticArguments(situation)
    let options = try options(situation)
    let session = try GoSession(situation, .v2, options, keysAreGiven: keys.areGiven || block != nil)
    let isConflict = try isConflict(options, situation)
    let say = { (failure: GoFailure) in words(failure, isConflict: isConflict) }

    if keys.areGiven {
      // Only the files are loaded then; what the SDK would pick is never asked for.
      if let failure = session.failure {
        let text = user.plain("loading configuration: \(failure.text)")
        walk.fail(ChainFailure(text, in: failure.link, from: failure.origin))
      }
    } else if block != nil {
      if let failure = try session.loadingFailure() {
        walk.fail(ChainFailure(say(failure), in: failure.link, from: failure.origin))
      }
    } else if let failure = session.failure {
      walk.fail(ChainFailure(say(failure), in: failure.link, from: failure.origin))
    }

    let empty = "static credentials are empty"
    let half =
      roles.first.map {
        user.cannotAssume($0, "operation error STS: AssumeRole, get identity: get credentials: \(empty)")
      } ?? user.plain("retrieving credentials: \(empty)")
    try walk.ask(.arguments, keys.finding(half: half))
    if refusal == nil {
      try walk.ask(.webIdentityBlock) { () throws(UnknownInput) in
        try block?.finding() ?? .passes("there is no `assume_role_with_web_identity`")
      }
    }
    try session.ask(&walk, say)
    return roles.on(walk.resolution(of: tool, evidence, else: ChainFailure(user.noCredentials(empty))))
  }

  private func options(_ situation: Situation) throws(UnknownInput) -> GoSession.Options {
    var options = GoSession.Options(profile: try profile(situation))
    let arguments = situation.arguments
    options.configFiles = try situation.paths(arguments.sharedConfigFiles, "shared_config_files")
    options.credentialsFiles = try situation.paths(arguments.sharedCredentialsFiles, "shared_credentials_files")
    if !user.isProvider {
      // The backends have names of their own for the files; `AWS_CONFIG_FILE` is the SDK's.
      if options.configFiles == nil, let text = try situation.variable("AWS_SHARED_CONFIG_FILE") {
        options.configFiles = [try text.known()]
      }
      if options.credentialsFiles == nil, let text = try situation.variable("AWS_SHARED_CREDENTIALS_FILE") {
        options.credentialsFiles = [try text.known()]
      }
    }
    if let text = try situation.argument("skip_metadata_api_check") {
      // The provider's is a text that may be empty; the backend's `false` is its default and says nothing.
      let isSkipped = try text.known() == "true"
      options.instanceMetadata = isSkipped ? false : user.isProvider ? true : nil
    }
    return options
  }

  /// `profile`, unless the legacy workflow empties it.
  private func profile(_ situation: Situation) throws(UnknownInput) -> Text? {
    guard let profile = try situation.argument("profile") else { return nil }
    guard let standard = user.legacyWorkflow else { return profile }
    var isLegacy = standard
    if let written = try situation.argument("use_legacy_workflow") { isLegacy = try written.known() == "true" }
    guard isLegacy, try hasKeys(situation) else { return profile }
    return nil
  }

  private func hasKeys(_ situation: Situation) throws(UnknownInput) -> Bool {
    guard try situation.variable("AWS_ACCESS_KEY_ID") != nil else { return false }
    return try situation.variable("AWS_SECRET_ACCESS_KEY") != nil
  }

  /// Only a profile that is named beside keys gets a sentence of its own, and only when the run fails.
  private func isConflict(_ options: GoSession.Options, _ situation: Situation) throws(UnknownInput) -> Bool {
    guard options.profile != nil, user != .provider(4) else { return false }
    return try hasKeys(situation)
  }

  private func words(_ failure: GoFailure, isConflict: Bool) -> String {
    if failure.stage == .loading { return user.plain(failure.text) }
    let error = "failed to refresh cached credentials, \(failure.text)"
    return user.noCredentials(isConflict ? Self.conflict + error : error)
  }

  private static let conflict =
    "A Profile was specified along with the environment variables \"AWS_ACCESS_KEY_ID\" and \"AWS_SECRET_ACCESS_KEY\". "
    + "The Profile is now used instead of the environment variable credentials.\n\nAWS Error: "
}
