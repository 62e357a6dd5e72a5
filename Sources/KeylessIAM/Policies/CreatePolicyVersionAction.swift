package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Adds a version to a managed policy, as its default where that is asked for.
package struct CreatePolicyVersionAction: QueryAction {
  package static let name = "CreatePolicyVersion"

  private let target: PolicyTarget
  private let document: String
  private let isDefault: Bool

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = PolicyTarget(arn: parameters.arn("PolicyArn"))
    document = parameters.document()
    isDefault = try parameters.boolean("SetAsDefault") ?? false
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    let stored = try call.identityPolicy(document, name: "policy \(target.arn)")
    guard stored.countedLength <= IAMQuota.policySize else {
      throw Refusal(.quotaExceeded("PolicySize", IAMQuota.policySize))
    }
    let (version, policy) = try call.change { contents throws(Refusal) in
      var policy = try target.policy(in: contents, call)
      try target.refuseForeign(policy, "update")
      guard policy.versions.count < ManagedPolicy.mostVersions else { throw Refusal(.tooManyVersions) }
      let version = policy.add(stored, at: call.now, asDefault: isDefault)
      return ((version, policy), [.put(.policy(policy))])
    }
    return .structure([.init("PolicyVersion", .policyVersion(version, of: policy))])
  }
}

extension QueryError {
  fileprivate static let tooManyVersions = QueryError.limitExceeded(
    "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version."
  )
}
