/// One program or SDK that looks for AWS credentials, in the versions that look alike.
package struct Tool: Hashable, Sendable {
  /// As in `--tool`: `terraform-provider-v5`.
  package let id: String
  /// As a person calls it: "Terraform AWS provider 5".
  package let title: String

  package init(_ id: String, _ title: String) {
    self.id = id
    self.title = title
  }
}
