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
  package let tool = Tool("dotnet-v3", "AWS SDK for .NET v3")
  package let evidence = Evidence.derived(
    "aws-sdk-net v3: FallbackCredentialsFactory, AWSCredentialsFactory, AssumeRoleWithWebIdentityCredentials"
  )
  package let onRefusedExchange = RefusedExchange.stops

  package init() {}

  package func resolve(_ situation: Situation) throws -> Resolution {
    var walk = Walk()
    let choice = try ProfileChoice(situation, argument: "profile", blankIsUnset: true)
    let profiles = try situation.profiles(.dotNet)
    let inside = DotNetProfile(profiles: profiles, situation: situation)
    let missing = "Unable to find the \"\(choice.name)\" profile in CredentialProfileStoreChain."
    if choice.isArgument {
      try walk.ask(.profileStatic) {
        guard let profile = profiles[choice.name] else {
          return .fails(ChainFailure(missing, from: choice.origin))
        }
        return try inside.find(profile)
      }
    }
    try walk.ask(.webIdentity) { try DotNetProfile.webIdentity.find(situation) }
    if !choice.isArgument {
      try walk.ask(.profileStatic) {
        guard let profile = profiles[choice.name] else { return .passes(missing, choice.place) }
        return try inside.find(profile).collected
      }
    }
    try walk.ask(.environment) { try DotNetProfile.environment.find(situation) }
    try walk.ask(.container) { try DotNetProfile.container.find(situation) }
    try walk.ask(.instanceMetadata) {
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
