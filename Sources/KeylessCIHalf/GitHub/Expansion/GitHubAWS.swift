/// What of a job concerns AWS.
enum GitHubAWS {
  /// Whether AWS tools, or Terraform for them, look at a variable.
  static func concerns(_ variable: String) -> Bool { variable.hasPrefix("AWS_") || variable.hasPrefix("TF_") }

  /// Whether a script in a language that is not read may have to do with AWS.
  static func isMentioned(in script: String) -> Bool {
    let text = script.lowercased()
    return ["aws", "terraform", "tofu", "boto3", "actions_id_token_request", "getidtoken"]
      .contains { text.hasBytes(inside: $0) }
  }

  /// The variables that come before the token in some SDK's chain.
  static let credentials = [
    "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_DEFAULT_PROFILE",
    "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE",
  ]
}
