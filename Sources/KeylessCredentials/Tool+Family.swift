import KeylessChain

/// What the tools of one family have in common outside their chains.
extension Tool {
  var isBotocore: Bool { isOf("boto3", "aws-cli-") }

  /// How it reads the config files.
  var dialect: ConfigDialect {
    if isBotocore { return .botocore }
    if isTerraform || isOf("go-") { return .go }
    if isOf("js-") { return .javaScript }
    if isOf("soto") { return .soto }
    if isOf("php") { return .php }
    if isOf("dotnet") { return .dotNet }
    return .standard
  }

  /// How it reads a token file.
  var tokenReading: TokenReading { Chains.named(id)?.tokenReading ?? .asTheyAre }

  /// The variables of its region, the first that is set; aws-sdk-go-v2 `config/env_config.go`, botocore `configprovider.py`, the
  /// environment variables page of the AWS CLI's guide, smithy-typescript `NODE_REGION_CONFIG_OPTIONS`, aws-sdk-net
  /// `FallbackRegionFactory`, soto-core `STSAssumeRoleCredentialProvider.fromEnvironment`, aws-sdk-swift's web identity resolver.
  ///
  /// For PHP, Rust, Java and Kotlin they are (unverified).
  var regionVariables: [String] {
    if isOf("boto3", "aws-cli-v1") { return ["AWS_DEFAULT_REGION"] }
    if isTerraform || isOf("aws-cli-v2", "go-", "rust", "php") { return ["AWS_REGION", "AWS_DEFAULT_REGION"] }
    return ["AWS_REGION"]
  }

  /// botocore splits the command of `credential_process` itself (`compat_shell_split`); every other one hands it to a shell.
  var runsProcessInShell: Bool { !isBotocore }
}
