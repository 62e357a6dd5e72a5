/// Who calls aws-sdk-go-base v2, and what differs between them: texts, and how the web-identity block is filled.
enum GoBaseUser: Hashable, Sendable {
  /// The AWS provider of Terraform and OpenTofu, by its major version.
  case provider(Int)
  /// Terraform's S3 backend, by the minor version of Terraform 1 from which it is so.
  case backend(Int)
  /// OpenTofu's S3 backend, likewise.
  case openTofuBackend(Int)

  var isProvider: Bool {
    if case .provider = self { return true }
    return false
  }

  private var documentation: String {
    switch self {
    case .provider: "https://registry.terraform.io/providers/hashicorp/aws"
    case .backend: "https://developer.hashicorp.com/terraform/language/backend/s3"
    case .openTofuBackend: "https://opentofu.org/docs/language/settings/backends/s3"
    }
  }

  /// `use_legacy_workflow` where nobody sets it; nil where there is none.
  ///
  /// It empties `profile` when both keys are in the environment, and has never had anything to do with web identity.
  var legacyWorkflow: Bool? {
    switch self {
    case .provider: nil
    case .backend(let minor), .openTofuBackend(let minor): minor == 6 ? true : minor == 7 ? false : nil
    }
  }

  /// An error that is none of the library's diagnostics.
  func plain(_ text: String) -> String {
    self == .provider(4) ? "configuring Terraform AWS Provider: \(text)" : text
  }

  /// `NoValidCredentialSourcesError`.
  func noCredentials(_ error: String) -> String {
    let help = "Please see \(documentation)\nfor more information about providing credentials.\n\nError: \(error)\n"
    if self == .provider(4) {
      return plain("no valid credential sources for Terraform AWS Provider found.\n\n\(help)")
    }
    return "No valid credential sources found\n\n\(help)"
  }

  /// `CannotAssumeRoleWithWebIdentityError`.
  func cannotAssumeWithWebIdentity(_ role: String, _ error: String) -> String {
    let help = """
      There are a number of possible causes of this - the most common are:
        * The web identity token used in order to assume the role is invalid
        * The web identity token does not have appropriate permission to assume the role
        * The role ARN is not valid

      Error: \(error)

      """
    let title = "IAM Role (\(role)) cannot be assumed with web identity token.\n\n\(help)"
    return self == .provider(4) ? plain(title) : "Cannot assume IAM Role with web identity\n\n\(title)"
  }

  /// `newCannotAssumeRoleError`.
  func cannotAssume(_ role: String, _ error: String) -> String {
    let help = """
      There are a number of possible causes of this - the most common are:
        * The credentials used in order to assume the role are invalid
        * The credentials do not have appropriate permission to assume the role
        * The role ARN is not valid

      Error: \(error)

      """
    let title = "IAM Role (\(role)) cannot be assumed.\n\n\(help)"
    return self == .provider(4) ? plain(title) : "Cannot assume IAM Role\n\n\(title)"
  }
}
