import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource
import KeylessTerraform

/// A trust policy of which nothing can be said: silence would read as approval.
enum UnresolvedTrustPolicyRule {
  static let rule = Rule(description, .permissions(findings))

  private static let description = RuleDescription(
    "KL308",
    "unresolved-trust-policy",
    "a trust policy that cannot be resolved from the files",
    .info,
    .unknown
  )

  private static let give = "give the values with `--var` or `--var-file`, or write the policy where it is used"
  /// No value makes a loop shorter.
  private static let split = "split the configuration, or make its loops, `count` and `for_each` smaller"

  private static func findings(_ subject: PermissionsSubject) -> [Finding] {
    switch subject.role.trust {
    case .unknown(let places): return [unknown(subject, places, "cannot be known from the files")]
    case .bounds(let sure, _, let places):
      return isOpen(subject, sure) ? [unknown(subject, places, "is known in part")] : []
    // What is broken or beyond the bounds is said by the check itself.
    case .exact, .broken: return []
    }
  }

  /// Whether it matters what the unknown parts are.
  private static func isOpen(_ subject: PermissionsSubject, _ sure: PolicyDocument) -> Bool {
    guard let trust = subject.trust else { return false }
    guard let least = try? trust.answers(with: sure.statements) else { return true }
    return least.map(words) != trust.answers.map(words)
  }

  private static func words(_ answer: ReachAnswer) -> [String] {
    [answer.universe.prefix, answer.extent.rawValue] + answer.classes.map(\.rawValue).sorted()
      + answer.boxes.map { box in
        box.issuer + " " + box.components.map { $0.name + "=" + $0.words }.joined(separator: " ")
      }.sorted()
  }

  private static func unknown(_ subject: PermissionsSubject, _ places: [UnknownPlace], _ what: String) -> Finding {
    let role = subject.role
    let span = places.first?.span ?? role.span
    let related = places.dropFirst().prefix(4).map { Diagnostic.Label($0.span, $0.reason) }
    let reason = places.first.map { ": \($0.reason)" } ?? ""
    return Finding(
      description,
      .info,
      .unknown,
      "the trust policy of `\(role.address)` \(what)\(reason), so it is not said who gets in",
      at: .init(span, span == role.span ? "" : "from here on nothing is known"),
      related: (span == role.span ? [] : [.init(role.span, "the role")]) + related,
      help: places.contains { $0.reason == TerraformUnknown.exhausted } ? Self.split : Self.give,
      subject: role.address,
      cause: "unresolved"
    )
  }
}
