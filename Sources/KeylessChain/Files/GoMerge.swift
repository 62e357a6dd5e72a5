import KeylessSource

/// `mergeSections` of aws-sdk-go-v2 `config/shared_config.go`: what a section adds to one of the same name in an earlier file.
enum GoMerge {
  /// The keys that are taken from a later file; any other counts only where the first file that has the section has it.
  private static let keys: Set<String> = [
    "role_arn", "source_profile", "credential_source", "external_id", "mfa_serial", "role_session_name", "region",
    "endpoint_discovery_enabled", "credential_process", "web_identity_token_file", "s3_use_arn_region",
    "s3_disable_multiregion_access_points", "ec2_metadata_service_endpoint_mode", "ec2_metadata_service_endpoint",
    "ec2_metadata_v1_disabled", "use_dualstack_endpoint", "use_fips_endpoint", "defaults_mode", "retry_mode",
    "ca_bundle",
    "duration_seconds", "max_attempts", "sso_session", "sso_account_id", "sso_region", "sso_role_name", "sso_start_url",
  ]
  private static let pair = ["aws_access_key_id", "aws_secret_access_key"]

  static func properties(of section: ConfigSection) -> [ConfigProperty] {
    let isPair = pair.allSatisfy { section[$0] != nil }
    return section.properties.filter {
      let key = $0.name.value
      return keys.contains(key) || (isPair && (pair.contains(key) || key == "aws_session_token"))
    }
  }

  /// Half a pair of keys stops whoever uses the profile, unless the credentials file has the section and no half.
  static func failure(_ name: String, config: ConfigSection?, credentials: ConfigSection?) -> ConfigProblem? {
    // The check runs once when the files of a role are merged, and for the credentials again when they join the config; of
    // several errors the last is shown, with its number.
    let count = credentials == nil ? 1 : 2
    guard let section = credentials ?? config, let half = half(section) else { return nil }
    return ConfigProblem(
      "error fetching config from profile, \(name), Error using profile: \n "
        + "\(count), partial credentials found for profile \(section.header)\n",
      because: "has only one of `aws_access_key_id` and `aws_secret_access_key`",
      at: half.name.span,
      isFatal: true
    )
  }

  private static func half(_ section: ConfigSection) -> ConfigProperty? {
    let found = pair.compactMap(section.property)
    return found.count == 1 ? found[0] : nil
  }
}
