/// AWS SDK for .NET v4, `DefaultAWSCredentialsIdentityResolver`.
///
/// 0. the profile of the client's own configuration, if it names one: nothing else is asked
/// 1. environment keys
/// 2. web identity in the environment
/// 3. the profile
/// 4. the container endpoint where one is set, else instance metadata
///
/// Exceptions are collected, but that of a named profile which is not there ends the chain. The token is exchanged at first
/// use, when the chain is over.
package struct DotNetV4: CredentialChain {
  package let tool = Tool("dotnet-v4", "AWS SDK for .NET", version: "v4")
  package let evidence = Evidence.derived(
    "aws-sdk-net v4: DefaultAWSCredentialsIdentityResolver, AWSCredentialsFactory, AssumeRoleWithWebIdentityCredentials"
  )
  package let onRefusedExchange = RefusedExchange.stops
  package let tokenReading = TokenReading.repairedWithoutMark

  package init() {}

  package func resolve(_ situation: Situation) throws(UnknownInput) -> Resolution {
    var walk = Walk()
    let explicit = try situation.argument("profile") != nil
    if explicit {
      try walk.ask(.profileStatic) { () throws(UnknownInput) in
        try DotNetProfile(situation).find { choice in
          let text = "Unable to find the \"\(choice.name)\" profile specified in the client configuration."
          return .fails(ChainFailure(text, from: choice.origin))
        }
      }
    }
    try walk.ask(.environment, try DotNetProfile.environment.find(situation))
    try walk.ask(.webIdentity, try DotNetProfile.webIdentity.find(situation))
    try walk.ask(.profileStatic) { () throws(UnknownInput) in
      if explicit { return .passes("the client's own profile was asked") }
      var isMissing = false
      let finding = try DotNetProfile(situation).find { choice in
        isMissing = choice.name.lowercased() != "default"
        return .fails(ChainFailure("Unable to find the \"\(choice.name)\" profile.", from: choice.origin))
      }
      return isMissing ? finding : finding.collected
    }
    try walk.ask(.container, try DotNetProfile.container.find(situation))
    try walk.ask(.instanceMetadata) { () throws(UnknownInput) in
      if try DotNetProfile.container.isNamed(situation) { return .passes("a container endpoint is named in its place") }
      return try DotNetProfile.metadata.find(situation)
    }
    return walk.resolution(of: tool, evidence, else: ChainFailure("Failed to resolve AWS credentials."))
  }
}
