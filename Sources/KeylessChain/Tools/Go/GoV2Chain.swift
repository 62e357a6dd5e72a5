/// `config.LoadDefaultConfig` of aws-sdk-go-v2: one switch at load time, and nothing is ever tried after it.
///
/// A profile that the program names goes before the environment, and shuts it out; `AWS_PROFILE` comes after it. Sources:
/// `config/resolve_credentials.go` (`resolveCredentialChain`), `config/shared_config.go`, `config/config.go`.
package struct GoV2Chain: CredentialChain {
  package let tool = Tool("go-v2", "AWS SDK for Go v2")
  package let evidence = Evidence.derived(
    "aws-sdk-go-v2 `config/resolve_credentials.go`; the code is that of the Terraform AWS provider 5.100, which is verified"
  )

  package init() {}

  /// `profile` is `config.WithSharedConfigProfile`.
  package func resolve(_ situation: Situation) throws(UnknownInput) -> Resolution {
    let session = try GoSession(situation, .v2, GoSession.Options(profile: try situation.argument("profile")))
    var walk = Walk()
    if let failure = session.failure { walk.fail(ChainFailure(failure.text, in: failure.link, from: failure.origin)) }
    try session.ask(&walk, Self.words)
    return walk.resolution(of: tool, evidence, else: ChainFailure("static credentials are empty"))
  }

  private static func words(_ failure: GoFailure) -> String {
    failure.stage == .loading ? failure.text : "failed to refresh cached credentials, \(failure.text)"
  }
}
