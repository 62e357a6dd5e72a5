package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Makes a managed policy with its first version.
package struct CreatePolicyAction: QueryAction {
  package static let name = "CreatePolicy"

  private let policyName: String
  private let path: String
  private let document: String
  private let description: String?
  private let tags: [ResourceTag]

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    policyName = parameters.name("PolicyName")
    path = parameters.path("Path", .policyPath) ?? "/"
    document = parameters.document()
    description = parameters.optional("Description", [.maximumLength(1000)])
    tags = try parameters.tags()
    try parameters.finish()
  }

  private func arn(_ call: CallScope) -> String { call.iamARN("policy\(path)\(policyName)") }

  package func demands(_ call: CallScope) -> [Demand] {
    let context = TagRules.context(tags)
    let (arn, words) = (arn(call), "policy \(policyName)")
    let create = Demand("iam:CreatePolicy", on: arn, words: words, context: context)
    return tags.isEmpty ? [create] : [create, Demand("iam:TagPolicy", on: arn, words: words, context: context)]
  }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    try TagRules.refuseRepeated(tags, of: .others)
    let stored = try call.identityPolicy(document, name: "policy \(policyName)")
    guard stored.countedLength <= IAMQuota.policySize else {
      throw Refusal(.quotaExceeded("PolicySize", IAMQuota.policySize))
    }
    let policy = try call.change { contents throws(Refusal) in
      guard contents[call.account].policy(named: policyName) == nil else {
        throw Refusal(.policyExists(policyName))
      }
      let policy = ManagedPolicy(
        arn: arn(call),
        account: call.account,
        path: path,
        name: policyName,
        uniqueID: UniqueID(.managedPolicy, random: call.random).text,
        created: call.now,
        description: description.flatMap { $0.isEmpty ? nil : $0 },
        policy: stored,
        tags: tags
      )
      return (policy, [.put(.policy(policy))])
    }
    return .structure([.init("Policy", .policy(policy, .created, PolicyCounts(in: call.contents)))])
  }
}

extension QueryError {
  fileprivate static func policyExists(_ name: String) -> QueryError {
    .alreadyExists("A policy called \(name) already exists. Duplicate names are not allowed.")
  }
}
