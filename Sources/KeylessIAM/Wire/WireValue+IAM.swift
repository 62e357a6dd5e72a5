import KeylessAWS
import KeylessAccounts

/// Parts that many of IAM's answers share.
extension WireValue {
  static func tags(_ tags: [ResourceTag]) -> WireValue {
    .list(tags.map { .structure([.init("Key", .text($0.key)), .init("Value", .text($0.value))]) })
  }

  /// A policy document goes over the wire URL-encoded (RFC 3986).
  static func document(_ policy: StoredPolicy) -> WireValue { .text(PercentEncoding.encode(policy.text)) }

  /// A trust policy, with the names that those in it have now.
  static func trust(of role: Role, in contents: @autoclosure () -> Contents) -> WireValue {
    .text(PercentEncoding.encode(role.trust.shown(in: contents())))
  }

  /// The type is what AWS sends; its service model has another word.
  static func boundary(_ arn: String) -> WireValue {
    .structure([
      .init("PermissionsBoundaryType", .text("Policy")), .init("PermissionsBoundaryArn", .text(arn)),
    ])
  }

  static func attachedPolicy(_ arn: String) -> WireValue {
    .structure([.init("PolicyName", .text(lastPart(of: arn))), .init("PolicyArn", .text(arn))])
  }

  /// The name in an ARN: what follows its last slash.
  static func lastPart(of arn: String) -> String {
    guard let slash = arn.utf8.lastIndex(of: UInt8(ascii: "/")) else { return arn }
    return String(arn[arn.utf8.index(after: slash)...])
  }
}
