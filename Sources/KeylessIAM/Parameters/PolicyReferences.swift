import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessPolicy

/// Finds the policies that a call names by ARN, and reads those that it carries.
extension CallScope {
  /// A policy that can be attached: the account's own, or AWS's own of this partition.
  func attachablePolicy(_ arn: String, in contents: Contents) throws(Refusal) -> ManagedPolicy {
    guard let parsed = try? ARN(parsing: arn), ASCII.begins(parsed.resource, with: "policy/") else {
      throw Refusal(.invalidIAMARN(arn))
    }
    guard let policy = managedPolicy(parsed, in: contents) else {
      throw Refusal(.notAttachable(arn), because: PolicyTarget.absence(parsed))
    }
    return policy
  }

  /// A policy that can be a permissions boundary.
  func boundaryPolicy(_ arn: String, in contents: Contents) throws(Refusal) -> ManagedPolicy {
    guard let parsed = try? ARN(parsing: arn), ASCII.begins(parsed.resource, with: "policy/") else {
      throw Refusal(.invalidBoundary(arn))
    }
    guard let policy = managedPolicy(parsed, in: contents) else { throw Refusal(.noSuchBoundary(arn)) }
    return policy
  }

  /// The account's own policy or AWS's own, of this partition.
  func managedPolicy(_ arn: ARN, in contents: Contents) -> ManagedPolicy? {
    guard ASCII.equal(arn.partition, partition) else { return nil }
    return contents.policy(arn: arn.description, account: account)
  }

  /// An identity policy as it was sent.
  func identityPolicy(_ text: String, name: String) throws(Refusal) -> StoredPolicy {
    do {
      return try StoredPolicy(text, kind: .identity, name: name)
    } catch {
      throw Refusal(.malformedPolicyDocument(error.awsMessage), because: error.description)
    }
  }
}
