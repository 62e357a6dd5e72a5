package import KeylessSource

/// Why the AWS half of an intent cannot be written.
package enum AWSHalfError: Hashable, Sendable, IntentMistake {
  case noPolicyFile(role: Located<String>, path: Located<String>)
  case badPolicyFile(role: Located<String>, path: Located<String>, reason: String)
  case reservedPolicyName(role: Located<String>, policy: Located<String>)
  case tooManyPolicies(role: Located<String>, count: Int, limit: Int)
  case inlineTooLarge(role: Located<String>, size: Int, limit: Int)

  package var place: SourceSpan {
    switch self {
    case .noPolicyFile(_, let path), .badPolicyFile(_, let path, _): path.span
    case .reservedPolicyName(_, let policy): policy.span
    case .tooManyPolicies(let role, _, _), .inlineTooLarge(let role, _, _): role.span
    }
  }

  package var message: String {
    switch self {
    case .noPolicyFile(let role, let path):
      "the role `\(role.value)` takes a policy from `\(path.value)`, and there is no such file beside the intent"
    case .badPolicyFile(let role, let path, let reason):
      "the policy file `\(path.value)` of the role `\(role.value)` is no policy: \(reason)"
    case .reservedPolicyName(let role, let policy):
      """
      the role `\(role.value)` has an inline policy `\(policy.value)`, the name under which keyless grants access to the \
      state
      """
    case .tooManyPolicies(let role, let count, let limit):
      "the role `\(role.value)` attaches \(count) managed policies, and AWS grants at most \(limit)"
    case .inlineTooLarge(let role, let size, let limit):
      """
      the inline policies of `\(role.value)` have \(size) characters without white space, \(size - limit) more than IAM's \
      quota of \(limit) for a role
      """
    }
  }

  package var help: String {
    switch self {
    case .noPolicyFile: "make it, or correct the name"
    case .badPolicyFile: "write an IAM policy document as JSON"
    case .reservedPolicyName: "rename it"
    case .tooManyPolicies: "join some of them"
    case .inlineTooLarge: "make a managed policy of the largest"
    }
  }
}
