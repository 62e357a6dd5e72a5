package import KeylessSource

/// Why the AWS half of an intent cannot be written.
package enum AWSHalfError: Error, Hashable, Sendable, CustomStringConvertible {
  case noPolicyFile(role: String, path: Located<String>)
  case badPolicyFile(role: String, path: Located<String>, reason: String)
  case reservedPolicyName(role: String, policy: String)
  case tooManyPolicies(role: String, count: Int, limit: Int)
  case inlineTooLarge(role: String, size: Int, limit: Int)

  package var description: String {
    switch self {
    case .noPolicyFile(let role, let path):
      "the role `\(role)` takes a policy from `\(path.value)`, and there is no such file beside the intent; make it, or correct the name"
    case .badPolicyFile(let role, let path, let reason):
      "the policy file `\(path.value)` of the role `\(role)` is no policy: \(reason); write an IAM policy document as JSON"
    case .reservedPolicyName(let role, let policy):
      "the role `\(role)` has an inline policy `\(policy)`, the name under which keyless grants access to the state; rename it"
    case .tooManyPolicies(let role, let count, let limit):
      "the role `\(role)` attaches \(count) managed policies, and AWS grants at most \(limit); join some of them"
    case .inlineTooLarge(let role, let size, let limit):
      """
      the inline policies of `\(role)` have \(size) characters without white space, \(size - limit) more than IAM's quota \
      of \(limit) for a role; make a managed policy of the largest
      """
    }
  }
}
