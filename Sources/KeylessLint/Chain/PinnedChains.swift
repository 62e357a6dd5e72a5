package import KeylessAWSHalf
package import KeylessChain
import KeylessSource
package import KeylessTerraform

/// The chains of a sign-in in the versions that its configuration admits: majors of the provider, or of Terraform's backend.
package struct PinnedChains: Sendable {
  package struct Pinned: Sendable {
    package let chain: any CredentialChain
    /// The major of a provider, the minor of Terraform or OpenTofu 1.
    let version: Int
  }

  /// In the order of their versions; empty where only versions are admitted whose chains are not known.
  package let pinned: [Pinned]
  /// Where the versions are said first.
  let place: SourceSpan?
  private let family: String
  private let range: ClosedRange<Int>

  package init(_ kind: AWSSignIn.Kind, _ root: TerraformModule, isOpenTofu: Bool = false) {
    let source = "hashicorp/aws"
    switch kind {
    case .provider:
      let lock = root.lockedVersion(of: source)
      let constraints = lock.map { [$0] } ?? root.versionConstraints(of: source)
      let range = Self.range(constraints)
      family = "provider"
      self.range = 3...6
      pinned = self.range.compactMap { major in
        guard range.meets([major, 0, 0], before: [major + 1, 0, 0]) else { return nil }
        return Chains.named("terraform-provider-v\(major)").map { Pinned(chain: $0, version: major) }
      }
      place = constraints.first?.span
    case .backend, .remoteState:
      let constraints = root.terraformConstraints
      let range = Self.range(constraints)
      let name = kind == .backend ? "backend" : "remote-state"
      family = isOpenTofu ? "OpenTofu" : "Terraform"
      self.range = isOpenTofu ? 6...8 : 5...8
      pinned = self.range.compactMap { minor in
        let from = minor == 5 ? [0, 0, 0] : [1, minor, 0]
        guard range.meets(from, before: minor == 8 ? nil : [1, minor + 1, 0]) else { return nil }
        return Chains.named("\(isOpenTofu ? "opentofu" : "terraform")-\(name)-1.\(minor)").map {
          Pinned(chain: $0, version: minor)
        }
      }
      place = constraints.first?.span
    }
  }

  /// What all of them admit; a text that is no constraint narrows nothing.
  private static func range(_ constraints: [Located<String>]) -> TerraformVersionRange {
    constraints.compactMap { TerraformVersionRange($0.value) }.reduce(TerraformVersionRange()) { $0.intersection($1) }
  }

  /// The versions with the same answer, together: "provider 4 to 6".
  package func grouped<Value: Hashable>(_ answer: (any CredentialChain) -> Value) -> [(versions: String, value: Value)]
  {
    var groups: [(versions: [Int], value: Value)] = []
    for one in pinned {
      let value = answer(one.chain)
      if let index = groups.firstIndex(where: { $0.value == value }) {
        groups[index].versions.append(one.version)
      } else {
        groups.append(([one.version], value))
      }
    }
    return groups.map { (words($0.versions), $0.value) }
  }

  /// As in "provider 3", "provider 3 and 4", "provider 3, 6", "provider 3 to 6".
  static func words(_ family: String, _ versions: [Int]) -> String {
    guard let first = versions.first, let last = versions.last else { return family }
    switch versions.count {
    case 1: return "\(family) \(first)"
    case last - first + 1: return "\(family) \(first) \(versions.count == 2 ? "and" : "to") \(last)"
    default: return "\(family) " + versions.map(String.init).joined(separator: ", ")
    }
  }

  private func words(_ versions: [Int]) -> String {
    guard let first = versions.first, let last = versions.last else { return family }
    if family == "provider" { return Self.words(family, versions) }
    if versions.count < last - first + 1 { return "\(family) " + versions.map { "1.\($0)" }.joined(separator: ", ") }
    switch (first, last) {
    case (range.lowerBound, range.upperBound): return family
    case (5, 5): return "Terraform up to 1.5"
    case (5, _): return "Terraform up to 1.\(last)"
    case (_, 8): return "\(family) 1.\(first) and later"
    default: return first == last ? "\(family) 1.\(first)" : "\(family) 1.\(first) to 1.\(last)"
    }
  }
}
