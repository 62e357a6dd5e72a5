package import KeylessChain
import KeylessSource
package import KeylessTerraform

/// The chains of the versions that a root may run with: what its lock file says, else what its constraints admit.
package struct PinnedChains {
  private let provider: TerraformVersionRange
  private let terraform: TerraformVersionRange

  package init(_ root: TerraformModule) {
    if let locked = root.lockedVersion(of: "hashicorp/aws"), let exact = TerraformVersionRange(locked.value) {
      provider = exact
    } else {
      provider = Self.range(root.versionConstraints(of: "hashicorp/aws").map(\.value))
    }
    terraform = Self.range(root.terraformConstraints.map(\.value))
  }

  /// In the order of the versions; never none, since a constraint that admits no version that is known here says nothing.
  ///
  /// OpenTofu has the provider in common with Terraform and a backend of its own; which of the two runs stands nowhere in a
  /// configuration of both, so the backends are Terraform's.
  package func chains(for signIn: AWSSignIn) -> [any CredentialChain] {
    let (prefix, range, versions) =
      switch signIn.kind {
      case .provider: ("terraform-provider-v", provider, Self.providers)
      case .backend: ("terraform-backend-", terraform, Self.terraforms)
      case .remoteState: ("terraform-remote-state-", terraform, Self.terraforms)
      }
    let admitted = versions.filter { range.meets($0.from, before: $0.end) }
    return (admitted.isEmpty ? versions : admitted).compactMap { Chains.named(prefix + $0.name) }
  }

  private static func range(_ constraints: [String]) -> TerraformVersionRange {
    constraints.compactMap(TerraformVersionRange.init).reduce(TerraformVersionRange()) { $0.intersection($1) }
  }

  private typealias Known = (name: String, from: [Int], end: [Int]?)

  private static let providers: [Known] = [
    ("3", [3, 0, 0], [4, 0, 0]), ("4", [4, 0, 0], [5, 0, 0]), ("5", [5, 0, 0], [6, 0, 0]), ("6", [6, 0, 0], nil),
  ]

  private static let terraforms: [Known] = [
    ("1.5", [0, 0, 0], [1, 6, 0]), ("1.6", [1, 6, 0], [1, 7, 0]), ("1.7", [1, 7, 0], [1, 8, 0]),
    ("1.8", [1, 8, 0], nil),
  ]
}
