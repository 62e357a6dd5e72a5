/// boto3, and whatever else sits on botocore.
package struct Boto3: CredentialChain {
  package let tool = Tool("boto3", "boto3 and botocore")
  package let evidence = Evidence.verified("boto3 1.44.8")
  package let tokenReading = TokenReading.universalNewlines

  package init() {}

  package func resolve(_ situation: Situation) throws(UnknownInput) -> Resolution {
    try BotocoreChain(
      tool: tool,
      evidence: evidence,
      profileVariables: tool.profileVariables,
      explicitProfile: try situation.writtenArgument("profile"),
      nothing: "Unable to locate credentials",
      needsPackageForLogin: true
    ).resolve(situation)
  }
}
