package import KeylessAccounts
package import KeylessPolicy

/// Collects the policies that speak about a principal.
package enum PrincipalPolicies {
  /// The inline and attached policies of a role or a user, compiled; a policy that is attached and gone says nothing.
  package static func identity(of permissions: Permissions, account: String, in contents: Contents) -> [NamedPolicy] {
    permissions.inline.map { NamedPolicy(name: $0.name, isInline: true, policy: $0.policy) }
      + managed(permissions.attached, account: account, in: contents)
  }

  package static func managed(_ arns: [String], account: String, in contents: Contents) -> [NamedPolicy] {
    arns.compactMap { arn in
      contents.policy(arn: arn, account: account).map { policy in
        NamedPolicy(name: policy.name, isWhole: policy.isWhole, policy: policy.document)
      }
    }
  }

  /// The boundary of a role or a user.
  ///
  /// One whose policy is gone allows nothing: IAM does not let a policy be deleted while it is a boundary.
  package static func boundary(
    of permissions: Permissions,
    account: String,
    in contents: Contents
  ) -> NamedPolicy? {
    guard let arn = permissions.boundary else { return nil }
    return managed([arn], account: account, in: contents).first
      ?? NamedPolicy(name: arn, policy: StoredPolicy("", compiled: .allowingNothing))
  }
}

/// A policy with the name under which it speaks about a principal.
package struct NamedPolicy: Sendable {
  package let name: String
  package let isInline: Bool
  /// False for an AWS managed policy whose text here is not all of AWS's.
  package let isWhole: Bool
  package let policy: StoredPolicy

  package var compiled: CompiledPolicy { policy.compiled }

  package init(name: String, isInline: Bool = false, isWhole: Bool = true, policy: StoredPolicy) {
    self.name = name
    self.isInline = isInline
    self.isWhole = isWhole
    self.policy = policy
  }
}
