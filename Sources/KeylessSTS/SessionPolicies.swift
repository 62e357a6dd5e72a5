import KeylessAWS
import KeylessAccounts
import KeylessPolicy
import KeylessSource

/// The policies that a call passes to narrow the session it asks for (IAM User Guide, "Session policies").
///
/// The session may do what both the role's own policies and these allow. A managed policy is read anew for every call of
/// the session, so a new default version counts at once; the inline one is the text of this call.
struct SessionPolicies: Sendable {
  /// The inline policy, well formed.
  let policy: String?
  /// ARNs of managed policies; whether they exist is for `requireExisting` to say.
  let arns: [String]

  static let none = SessionPolicies()

  private init() {
    policy = nil
    arns = []
  }

  /// Reads the inline policy, so that a session never carries one that says nothing.
  init(policy: String?, arns: [String]) throws(QueryError) {
    self.policy = policy
    self.arns = arns
    guard let policy else { return }
    do {
      _ = try PolicyDocument.parse(bytes: Array(policy.utf8), file: "session policy", kind: .session)
    } catch {
      throw .malformedPolicyDocument(Self.message(for: error))
    }
  }

  var isEmpty: Bool { policy == nil && arns.isEmpty }

  /// The characters of both together, white space included (IAM User Guide, "IAM and AWS STS quotas").
  var plainLength: Int {
    arns.reduce(policy?.unicodeScalars.count ?? 0) { $0 + $1.unicodeScalars.count }
  }

  /// Refuses ARNs that name no managed policy of the role's account and none of AWS's.
  ///
  /// AWS has one text for all of them: what another account has is nobody's business.
  func requireExisting(in contents: Contents, account: String) throws(QueryError) {
    for arn in arns where contents.policy(arn: arn, account: account) == nil { throw .unknownSessionPolicy }
  }

  /// STS words broken JSON in its own way (observed until 2025, when it began to quote its parser).
  private static func message(for error: PolicyError) -> String {
    error.diagnostics.contains { $0.id == "policy-not-json" }
      ? "The policy is not in the valid JSON format." : error.awsMessage
  }
}
