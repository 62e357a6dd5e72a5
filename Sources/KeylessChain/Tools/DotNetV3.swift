/// AWS SDK for .NET v3, `FallbackCredentialsFactory`.
///
/// 0. the profile of the client's own configuration, if it names one: nothing else is asked
/// 1. web identity in the environment
/// 2. the profile
/// 3. environment keys
/// 4. the container endpoint where one is set, else instance metadata, which is taken without a look whether it answers
///
/// Exceptions are collected. The token is exchanged at first use, when the chain is over.
package struct DotNetV3: CredentialChain {
  package let tool = Tool("dotnet-v3", "AWS SDK for .NET", version: "v3")
  package let evidence = Evidence.derived(
    "aws-sdk-net v3: FallbackCredentialsFactory, AWSCredentialsFactory, AssumeRoleWithWebIdentityCredentials"
  )
  package let onRefusedExchange = RefusedExchange.stops
  package let tokenReading = TokenReading.repairedWithoutMark

  package init() {}

  package func resolve(_ situation: Situation) throws(UnknownInput) -> Resolution {
    var walk = Walk()
    let missing: DotNetProfile.Missing = { choice in
      let text = "Unable to find the \"\(choice.name)\" profile in CredentialProfileStoreChain."
      return .fails(ChainFailure(text, from: choice.origin))
    }
    let explicit = try situation.argument("profile") != nil
    if explicit { try walk.ask(.profileStatic, try DotNetProfile(situation).find(missing)) }
    try walk.ask(.webIdentity, try DotNetProfile.webIdentity.find(situation))
    try walk.ask(.profileStatic) { () throws(UnknownInput) in
      if explicit { return .passes("the client's own profile was asked") }
      return try DotNetProfile(situation).find(missing).collected
    }
    try walk.ask(.environment, try DotNetProfile.environment.find(situation))
    try walk.ask(.container, try DotNetProfile.container.find(situation))
    try walk.ask(.instanceMetadata) { () throws(UnknownInput) in
      if try DotNetProfile.container.isNamed(situation) { return .passes("a container endpoint is named in its place") }
      return try DotNetProfile.metadata.find(situation)
    }
    return walk.resolution(
      of: tool,
      evidence,
      else: ChainFailure("Unable to get IAM security credentials from EC2 Instance Metadata Service.")
    )
  }
}
