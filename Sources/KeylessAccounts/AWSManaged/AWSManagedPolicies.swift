/// The policies that AWS manages and people attach to pipeline roles.
package enum AWSManagedPolicies {
  /// A policy by its ARN, `arn:<partition>:iam::aws:policy/…`, in any partition.
  package static func policy(arn: String) -> ManagedPolicy? { nil }

  package static var all: [ManagedPolicy] { [] }
}
