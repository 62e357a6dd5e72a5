import KeylessSource

/// `GetCredentials` of hashicorp/aws-sdk-go-base v0.7.1: the AWS provider 3, and the S3 backend up to Terraform 1.5.
///
/// A chain of its own (arguments, environment, static keys of the credentials file), each asked in turn; only when none has
/// anything the session of aws-sdk-go v1, with its switch. So static keys in `~/.aws/credentials` come before web identity, and
/// a profile that is missing is no error. Sources: `awsauth.go`, `session.go`; aws-sdk-go `aws/session`.
package struct GoBaseV1Chain: CredentialChain {
  /// How the two owners call themselves in errors.
  struct Words {
    let prefix: String
    let caller: String
    let documentation: String
  }

  package let tool: Tool
  package let evidence = Evidence.derived("aws-sdk-go-base v0.7.1 `awsauth.go`, aws-sdk-go v1 `aws/session`")
  private let words: Words
  private let user: GoBaseUser

  init(_ tool: Tool, _ words: Words, isProvider: Bool) {
    self.tool = tool
    self.words = words
    user = isProvider ? .provider(3) : .backend(5)
  }

  package func resolve(_ situation: Situation) throws(UnknownInput) -> Resolution {
    var walk = Walk()
    let roles = try AssumedRoles(situation, user)
    let profile = try situation.argument("profile")
    let keys = try StaticArguments(situation)
    let environment = GoEnvironment(situation: situation, sdk: .v1)
    try walk.ask(.arguments, keys.finding(half: nil))
    try walk.ask(.environment, try environment.keys().spoken(say))
    var asked: Set<LinkKind> = [.environment]
    try walk.ask(.profileStatic) { () throws(UnknownInput) in
      let finding = try credentialsFile(situation, profile)
      if case .fires = finding { asked.insert(.profileStatic) }
      return finding
    }
    // What the chain before asked for is not asked for again.
    if walk.isDecided {
      try? session(situation, profile).ask(&walk, except: asked, say)
    } else {
      let session = try session(situation, profile)
      if let failure = session.failure { walk.fail(ChainFailure(say(failure), in: failure.link, from: failure.origin)) }
      try session.ask(&walk, except: asked, say)
    }
    return roles.on(walk.resolution(of: tool, evidence, else: ChainFailure(noCredentials("NoCredentialProviders"))))
  }

  private func session(_ situation: Situation, _ profile: Text?) throws(UnknownInput) -> GoSession {
    try GoSession(situation, .v1, GoSession.Options(profile: profile))
  }

  /// `SharedCredentialsProvider`: whole pairs of the credentials file, of `profile`, `AWS_PROFILE` or `default`.
  private func credentialsFile(_ situation: Situation, _ explicit: Text?) throws(UnknownInput) -> LinkFinding {
    var named = explicit
    if named == nil { named = try situation.variable("AWS_PROFILE") }
    let name = try named?.known() ?? "default"
    var paths = try situation.paths(situation.arguments.sharedCredentialsFiles, "shared_credentials_file")
    if paths == nil, let text = try situation.argument("shared_credentials_file") { paths = [try text.known()] }
    let files = try situation.profiles(.go, config: [], credentials: paths)
    guard let section = files[name]?.credentials, let id = section["aws_access_key_id"],
      let secret = section["aws_secret_access_key"], !id.value.isEmpty, !secret.value.isEmpty
    else { return .passes("the credentials file has no keys of `\(name)`", named?.place) }
    let key = { TextOrigin.profileKey(file: id.span.file, role: .credentials, profile: name, key: $0) }
    let token = section["aws_session_token"].flatMap { $0.value.isEmpty ? nil : key("aws_session_token") }
    return .fires(
      Link(
        .profileStatic,
        from: LinkOrigin(.profile(name, file: id.span.file), at: id.span),
        .keys(
          accessKeyID: id.value,
          id: key("aws_access_key_id"),
          secret: key("aws_secret_access_key"),
          sessionToken: token
        )
      )
    )
  }

  private func say(_ failure: GoFailure) -> String {
    failure.stage == .loading
      ? "\(words.prefix): Error creating AWS session: \(failure.text)" : noCredentials(failure.text)
  }

  private func noCredentials(_ error: String) -> String {
    "\(words.prefix): no valid credential sources for \(words.caller) found.\n\n"
      + "Please see \(words.documentation)\nfor more information about providing credentials.\n\nError: \(error)\n"
  }
}
