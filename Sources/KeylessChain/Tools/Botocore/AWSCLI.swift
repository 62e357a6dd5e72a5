/// The AWS command line, which carries a botocore of its own.
package struct AWSCLI: CredentialChain {
  package enum Version: Sendable, Hashable, CaseIterable {
    case v1, v2
  }

  private let version: Version

  package let tokenReading = TokenReading.universalNewlines

  package init(_ version: Version) {
    self.version = version
  }

  package var tool: Tool {
    switch version {
    case .v1: Tool("aws-cli-v1", "AWS CLI", version: "1")
    case .v2: Tool("aws-cli-v2", "AWS CLI", version: "2")
    }
  }

  package var evidence: Evidence {
    switch version {
    case .v1: .verified("aws-cli 1.46.3")
    case .v2: .derived("aws-cli branch v2, awscli/botocore/configprovider.py and credentials.py")
    }
  }

  package func resolve(_ situation: Situation) throws(UnknownInput) -> Resolution {
    try BotocoreChain(
      tool: tool,
      evidence: evidence,
      // The one difference of the chains: version 2 turned the two names round.
      profileVariables: tool.profileVariables,
      // An empty `--profile` is none.
      explicitProfile: try situation.argument("profile"),
      nothing: "Unable to locate credentials. You can configure credentials by running \"aws \(setUp)\".",
      needsPackageForLogin: version == .v1
    ).resolve(situation)
  }

  private var setUp: String {
    switch version {
    case .v1: "configure"
    case .v2: "login"
    }
  }
}
