import KeylessAWSHalf
import KeylessFindings
import KeylessReach
import KeylessSource

/// Nothing caps what later changes of the role can add.
enum NoPermissionsBoundaryRule {
  static let rule = Rule(description, .permissions(findings))

  private static let description = RuleDescription(
    "KL206",
    "no-permissions-boundary",
    "a role that a pipeline can assume has no permissions boundary",
    .low,
    .open
  )

  private static func findings(_ subject: PermissionsSubject) -> [Finding] {
    // A trust policy by itself says nothing of a boundary.
    guard subject.isReached, subject.role.boundary == nil, let name = subject.role.name else { return [] }
    return [
      Finding(
        description,
        .low,
        .open,
        "the role `\(name.value)` has no permissions boundary",
        at: .init(subject.role.span, "whatever is attached later counts in full"),
        help: "set a permissions boundary",
        subject: subject.role.address,
        cause: "no permissions boundary"
      )
    ]
  }
}
