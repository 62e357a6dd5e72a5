extension Tool {
  package func isOf(_ prefixes: String...) -> Bool { prefixes.contains { id.hasPrefix($0) } }

  package var isTerraform: Bool { isOf("terraform-", "opentofu-") }
  package var isTerraformProvider: Bool { id.contains("-provider-") }

  /// The variables that name its profile, the first that is set, as each SDK's guide says.
  package var profileVariables: [String] {
    if isOf("boto3", "aws-cli-v1") { return ["AWS_DEFAULT_PROFILE", "AWS_PROFILE"] }
    return isTerraform || isOf("aws-cli-v2", "go-") ? ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"] : ["AWS_PROFILE"]
  }
}
