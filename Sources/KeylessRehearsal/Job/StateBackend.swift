import KeylessSystem

/// Whether a tree keeps its state in S3, which decides how Terraform must be told to call the local AWS.
///
/// Terraform's S3 backend puts the bucket's name before the host, and no name can stand before an address. `use_path_style`
/// is a setting of the backend that no variable of AWS's SDKs reaches; Terraform and OpenTofu take it from `TF_CLI_ARGS_init`
/// (Terraform CLI, "Environment Variables").
enum StateBackend {
  static let variable = "TF_CLI_ARGS_init"
  static let pathStyle = "-backend-config=use_path_style=true"

  static func isS3(in folders: [String], _ system: System) -> Bool {
    var found = false
    ConfigurationFiles(system).forEach(in: folders) { text in
      if !found, text.contains(/(?m)^\s*backend\s+"s3"/) { found = true }
    }
    return found
  }
}
