/// One program or SDK that looks for AWS credentials, in the versions that look alike.
package struct Tool: Hashable, Sendable {
  /// As in `--tool`: `terraform-provider-v5`.
  package let id: String
  /// As a person calls it: "Terraform AWS provider 5".
  package let title: String

  /// What several versions have in common: "Terraform AWS provider".
  package let family: String
  /// What tells it from the rest of its family; empty where it is alone.
  package let version: String

  package init(_ id: String, _ family: String, version: String = "", after separator: String = " ") {
    self.id = id
    self.family = family
    self.version = version
    title = version.isEmpty ? family : family + separator + version
  }
}
