import KeylessPolicy
import KeylessSource
import KeylessTerraform

/// What the policies and attachments of one configuration grant to its roles.
struct TerraformGrants {
  /// Documents of managed policies by ARN, symbols and all.
  private var documents: [String: (document: PolicyDocument?, isComplete: Bool)] = [:]
  /// Grants by the name of the role.
  private var grants: [String: [GrantedPolicy]] = [:]
  /// Roles something is granted to that is not known whole.
  private var partial: Set<String> = []
  /// Whether something is granted to a role whose name is not known.
  private var isOpen = false

  init(_ all: (TerraformResource.Mode, String) -> [TerraformResource]) {
    for policy in all(.managed, "aws_iam_policy") {
      guard let arn = policy.attribute("arn")?.string, let value = policy.argument("policy") else { continue }
      documents[arn] = TerraformPolicy.granted(value, .identity)
    }
    for policy in all(.managed, "aws_iam_role_policy") {
      guard let value = policy.argument("policy") else { continue }
      let (document, isComplete) = TerraformPolicy.granted(value, .identity)
      let name = policy.argument("name")?.string.map(PlacedJSON.resolved) ?? policy.address
      add(GrantedPolicy(name: name, document: document, span: policy.head), isComplete, to: policy.argument("role"))
    }
    for attachment in all(.managed, "aws_iam_role_policy_attachment") {
      attach(attachment.argument("policy_arn"), to: attachment.argument("role"), at: attachment.head)
    }
    for attachment in all(.managed, "aws_iam_policy_attachment") {
      guard let roles = attachment.argument("roles") else { continue }
      guard let names = roles.list else {
        isOpen = true
        continue
      }
      for name in names { attach(attachment.argument("policy_arn"), to: name, at: attachment.head) }
    }
  }

  /// What one role has.
  func of(_ role: TerraformResource, name: String?) -> (policies: [GrantedPolicy], areComplete: Bool) {
    var policies = name.flatMap { grants[$0] } ?? []
    var areComplete = name != nil && !isOpen && !partial.contains(name ?? "")
    for block in role.blocks("inline_policy") {
      guard let value = block.attribute("policy") else { continue }
      let (document, isComplete) = TerraformPolicy.granted(value, .identity)
      let name = block.attribute("name")?.string ?? "inline policy"
      policies.append(GrantedPolicy(name: name, document: document, span: block.span))
      areComplete = areComplete && isComplete
    }
    if let list = role.argument("managed_policy_arns") {
      for value in list.list ?? [] { policies.append(policy(value, at: value.span)) }
      if list.list == nil { areComplete = false }
    }
    return (policies, areComplete && policies.allSatisfy { $0.document != nil || AWSPolicies.isReadOnly($0.name) })
  }

  /// The text of a managed policy, as far as these files have it.
  func document(_ arn: String) -> PolicyDocument? {
    documents[arn]?.document ?? AWSPolicies.document(PlacedJSON.resolved(arn))
  }

  private mutating func attach(_ arn: TerraformValue?, to role: TerraformValue?, at span: SourceSpan) {
    guard let arn else { return }
    let isComplete = arn.string.flatMap { documents[$0]?.isComplete } ?? true
    add(policy(arn, at: span), isComplete, to: role)
  }

  private func policy(_ arn: TerraformValue, at span: SourceSpan) -> GrantedPolicy {
    guard let text = arn.string else {
      return GrantedPolicy(name: arn.firstUnknown?.reason ?? "a policy", document: nil, span: span)
    }
    return GrantedPolicy(name: PlacedJSON.resolved(text), document: document(text), span: span)
  }

  private mutating func add(_ policy: GrantedPolicy, _ isComplete: Bool, to role: TerraformValue?) {
    guard let name = role?.string.map(PlacedJSON.resolved) else {
      isOpen = true
      return
    }
    grants[name, default: []].append(policy)
    if !isComplete || policy.document == nil, !AWSPolicies.isReadOnly(policy.name) { partial.insert(name) }
  }
}
