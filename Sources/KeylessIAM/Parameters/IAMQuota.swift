/// The quotas of IAM that this AWS keeps (IAM User Guide, "IAM and AWS STS quotas"); sizes do not count white space.
enum IAMQuota {
  static let tags = 50
  static let accessKeysPerUser = 2
  static let attachedPolicies = 10
  static let userPolicySize = 2048
  static let rolePolicySize = 10_240
  static let groupPolicySize = 5120
  static let trustPolicySize = 2048
  static let policySize = 6144
}
