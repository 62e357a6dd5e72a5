package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Counts what the account holds and names the quotas it is held to.
package struct GetAccountSummaryAction: QueryAction {
  package static let name = "GetAccountSummary"

  package init(_ scope: QueryScope) throws(QueryError) {}

  package func demands(_ call: CallScope) -> [Demand] { [Demand("iam:\(Self.name)")] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let contents = call.contents
    let versions = contents.allPolicies.reduce(0) { $0 + $1.versions.count }
    let summary: [(name: String, value: Int)] = [
      ("Users", contents.userCount), ("UsersQuota", 5000), ("Groups", 0), ("GroupsQuota", 300),
      ("ServerCertificates", 0), ("ServerCertificatesQuota", 20), ("UserPolicySizeQuota", IAMQuota.userPolicySize),
      ("GroupPolicySizeQuota", IAMQuota.groupPolicySize), ("GroupsPerUserQuota", 10),
      ("SigningCertificatesPerUserQuota", 2), ("AccessKeysPerUserQuota", IAMQuota.accessKeysPerUser),
      ("MFADevices", 0), ("MFADevicesInUse", 0), ("AccountMFAEnabled", 0), ("AccountAccessKeysPresent", 0),
      ("AccountPasswordPresent", 0), ("AccountSigningCertificatesPresent", 0),
      ("AttachedPoliciesPerGroupQuota", IAMQuota.attachedPolicies),
      ("AttachedPoliciesPerRoleQuota", IAMQuota.attachedPolicies),
      ("AttachedPoliciesPerUserQuota", IAMQuota.attachedPolicies), ("Policies", contents.policyCount),
      ("PoliciesQuota", 1500), ("PolicySizeQuota", IAMQuota.policySize), ("PolicyVersionsInUse", versions),
      ("PolicyVersionsInUseQuota", 10_000), ("VersionsPerPolicyQuota", ManagedPolicy.mostVersions),
      ("GlobalEndpointTokenVersion", 1), ("AssumeRolePolicySizeQuota", IAMQuota.trustPolicySize),
      ("InstanceProfiles", 0), ("InstanceProfilesQuota", 1000), ("Providers", contents.providerCount),
      ("RolePolicySizeQuota", IAMQuota.rolePolicySize), ("Roles", contents.roleCount), ("RolesQuota", 1000),
    ]
    return .structure([.init("SummaryMap", .map(summary.map { .init($0.name, .integer($0.value)) }))])
  }
}
