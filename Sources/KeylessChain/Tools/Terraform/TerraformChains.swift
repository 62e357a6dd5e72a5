/// Every chain of Terraform and OpenTofu: the provider, the S3 backend, and the remote state that is read through the same code.
package enum TerraformChains {
  package static let all: [any CredentialChain] = providers + backends + remoteStates

  private static let providers: [any CredentialChain] = [
    GoBaseV1Chain(
      Tool("terraform-provider-v3", "Terraform AWS provider", version: "3"),
      GoBaseV1Chain.Words(
        prefix: "error configuring Terraform AWS Provider",
        caller: "Terraform AWS Provider",
        documentation: "https://registry.terraform.io/providers/hashicorp/aws"
      ),
      isProvider: true
    ),
    provider(4, .derived("aws-sdk-go-base v2, `credentials.go`; texts of provider 4.67")),
    provider(5, .verified("Terraform AWS provider 5.100")),
    provider(6, .derived("aws-sdk-go-base v2, `credentials.go`; terraform-provider-aws `internal/provider`")),
  ]

  private static func provider(_ version: Int, _ evidence: Evidence) -> GoBaseChain {
    GoBaseChain(
      Tool("terraform-provider-v\(version)", "Terraform AWS provider", version: "\(version)"),
      .provider(version),
      evidence
    )
  }

  private static let backends = states("backend", "S3 backend")
  /// `terraform_remote_state` with `backend = "s3"`.
  private static let remoteStates = states("remote-state", "remote state in S3")

  private static func states(_ id: String, _ title: String) -> [any CredentialChain] {
    let old = GoBaseV1Chain(
      Tool("terraform-\(id)-1.5", "Terraform \(title)", version: "up to 1.5", after: ", "),
      GoBaseV1Chain.Words(
        prefix: "error configuring S3 Backend",
        caller: "S3 Backend",
        documentation: "https://www.terraform.io/docs/language/settings/backends/s3.html"
      ),
      isProvider: false
    )
    let terraform = [6, 7, 8].map { minor in
      GoBaseChain(
        Tool("terraform-\(id)-1.\(minor)", "Terraform \(title)", version: versions(minor), after: ", "),
        .backend(minor),
        minor == 8
          ? newest(id)
          : .derived("hashicorp/terraform v1.\(minor), `internal/backend/remote-state/s3`")
      )
    }
    let openTofu = [6, 7, 8].map { minor in
      GoBaseChain(
        Tool("opentofu-\(id)-1.\(minor)", "OpenTofu \(title)", version: versions(minor), after: ", "),
        .openTofuBackend(minor),
        .derived("opentofu/opentofu v1.\(minor), `internal/backend/remote-state/s3`")
      )
    }
    return [old] + terraform + openTofu
  }

  /// A remote state is read by the backend's own code, and only the backend is compared with the real one.
  private static func newest(_ id: String) -> Evidence {
    id == "backend"
      ? .verified("Terraform 1.11.4")
      : .derived("the S3 backend of Terraform 1.11.4, whose code reads it and is verified")
  }

  private static func versions(_ minor: Int) -> String { minor == 8 ? "1.8 and later" : "1.\(minor)" }
}
