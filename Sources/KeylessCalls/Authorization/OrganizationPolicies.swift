package import KeylessPolicy
import KeylessSource

/// The policies that the organization puts above the accounts (AWS Organizations User Guide, SCPs and RCPs).
package struct OrganizationPolicies: Sendable {
  /// Service control policies, a list for each level from the root down.
  package let serviceControl: [[CompiledPolicy]]
  /// Resource control policies, in the same form.
  package let resourceControl: [[CompiledPolicy]]

  package static let none = OrganizationPolicies(serviceLevels: [], resourceLevels: [])

  private init(serviceLevels: [[CompiledPolicy]], resourceLevels: [[CompiledPolicy]]) {
    serviceControl = serviceLevels
    resourceControl = resourceLevels
  }

  /// Each document is a level of its own.
  ///
  /// One that only denies stands beside the `FullAWSAccess` that AWS attaches everywhere; one that allows something takes
  /// its place, as an allow list does.
  package init(serviceControl: [CompiledPolicy], resourceControl: [CompiledPolicy]) throws(PolicyError) {
    let full = """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}
      """
    let everyone = """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}
      """
    self.serviceControl = try Self.levels(serviceControl, beside: full, .serviceControl)
    self.resourceControl = try Self.levels(resourceControl, beside: everyone, .resourceControl)
  }

  /// Resource control policies do not reach IAM, and STS only where a role is the resource (Organizations User Guide,
  /// "RCPs").
  ///
  /// Every other service has them here, also one to which AWS has not brought them yet: the list grows.
  package static func haveResourceControl(_ action: String) -> Bool {
    let action = action.lowercased().utf8
    if action.starts(with: "iam:".utf8) { return false }
    guard action.starts(with: "sts:".utf8) else { return true }
    return ["sts:assumerole", "sts:tagsession", "sts:setsourceidentity"].contains { action.starts(with: $0.utf8) }
  }

  private static func levels(
    _ policies: [CompiledPolicy],
    beside text: String,
    _ kind: PolicyKind
  ) throws(PolicyError) -> [[CompiledPolicy]] {
    let full = CompiledPolicy(try PolicyDocument.parse(bytes: Array(text.utf8), file: "FullAWSAccess", kind: kind))
    return policies.map { policy in
      policy.document.statements.contains { $0.effect.value == .allow } ? [policy] : [full, policy]
    }
  }
}
