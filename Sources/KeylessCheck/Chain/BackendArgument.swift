import KeylessChain

/// One `-backend-config`: `KEY=VALUE`, or the path of a file, which is not read.
struct BackendArgument {
  let name: String
  private let value: String?

  init(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    name = parts[0]
    value = parts.count == 2 ? parts[1] : nil
  }

  /// Whether it is known what it says of credentials: not of a file, of an object, or of an argument that nobody knows.
  var isRead: Bool {
    guard let value, let first = value.first else { return value != nil && isKnown }
    return isKnown && (Self.harmless.contains(name) || first != "{" && first != "[")
  }

  func add(to arguments: inout ToolArguments) {
    guard isRead, let value, !Self.harmless.contains(name) else { return }
    switch name {
    case "shared_credentials_file": arguments.sharedCredentialsFiles = [.value(value, nil)]
    default: arguments.values[name] = .value(value, nil)
    }
  }

  private var isKnown: Bool { Self.harmless.contains(name) || Self.deciding.contains(name) }

  /// Arguments of the S3 backend that decide who signs in and are texts (Terraform, "S3 Backend", "Credentials and Shared
  /// Configuration").
  private static let deciding: Set = [
    "profile", "access_key", "secret_key", "token", "shared_credentials_file", "role_arn", "session_name",
    "external_id",
    "assume_role_duration_seconds", "use_legacy_workflow", "skip_credentials_validation", "skip_metadata_api_check",
    "region", "sts_endpoint", "sts_region",
  ]
  /// Those that do not.
  private static let harmless: Set = [
    "bucket", "key", "acl", "encrypt", "kms_key_id", "dynamodb_table", "use_lockfile", "workspace_key_prefix",
    "sse_customer_key", "force_path_style", "use_path_style", "max_retries", "retry_mode", "skip_region_validation",
    "skip_requesting_account_id", "skip_s3_checksum", "allowed_account_ids", "forbidden_account_ids",
    "dynamodb_endpoint",
    "custom_ca_bundle", "http_proxy", "https_proxy", "no_proxy", "insecure", "use_dualstack_endpoint",
    "use_fips_endpoint",
  ]
}
