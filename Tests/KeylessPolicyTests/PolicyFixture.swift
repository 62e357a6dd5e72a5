import KeylessTesting
import KeylessPolicy
import KeylessSource
import Testing

enum PolicyFixture {
  static let provider = "arn:aws:iam::111122223333:oidc-provider/gitlab.com"

  static func policy(_ text: String, _ kind: PolicyKind = .identity) throws -> CompiledPolicy {
    CompiledPolicy(try PolicyDocument.parse(bytes: Array(text.utf8), file: "policy.json", kind: kind))
  }

  /// A statement that allows everything under one condition block.
  static func conditioned(_ condition: String, version: String = "2012-10-17") throws -> CompiledPolicy {
    try policy(
      #"{"Version":"\#(version)","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":\#(condition)}}"#
    )
  }

  static func trust(
    _ principal: String,
    effect: String = "Allow",
    action: String = "sts:AssumeRole"
  ) throws -> CompiledPolicy {
    try policy(
      #"{"Version":"2012-10-17","Statement":{"Effect":"\#(effect)","Principal":\#(principal),"Action":"\#(action)"}}"#,
      .trust
    )
  }

  /// The error of a document that must not be a policy.
  static func refusal(_ text: String, _ kind: PolicyKind) throws -> PolicyError {
    try #require(throws: PolicyError.self) {
      try PolicyDocument.parse(bytes: Array(text.utf8), file: "policy.json", kind: kind)
    }
  }

  /// Decides twice, fast and with reasons, and holds the two to one answer.
  static func outcome(_ policy: CompiledPolicy, _ request: PolicyRequest) -> PolicyOutcome {
    let fast = policy.decide(request)
    #expect(fast == policy.explain(request).outcome)
    return fast
  }

  static func admits(_ policy: CompiledPolicy, _ context: RequestContext) -> Bool {
    outcome(policy, PolicyRequest(action: "s3:GetObject", resource: "arn:aws:s3:::b/k", context: context)) == .allow
  }

  static func quoted(_ text: String) -> String { JSON.string(text).compact }
}
