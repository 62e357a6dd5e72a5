import KeylessAWSHalf
import KeylessFindings
import KeylessSource

extension PermissionsSubject {
  /// A finding about what the role may do; unknown where a boundary that nobody has read may forbid it, or where it is not
  /// sure that somebody gets in.
  func finding(
    _ rule: RuleDescription,
    _ severity: FindingSeverity,
    _ message: Diagnostic.Message,
    _ grants: [Grant],
    _ powers: RolePowers,
    label: String,
    related: [Diagnostic.Label] = [],
    witness: String?,
    help: String
  ) -> Finding? {
    guard let first = grants.first else { return nil }
    var related = related
    if powers.isBoundaryUnknown, let boundary = role.boundary {
      related.append(.init(boundary.span, "may forbid it, and is not known here"))
    }
    var causes: [String] = []
    for grant in grants where !causes.contains(grant.cause) { causes.append(grant.cause) }
    return Finding(
      rule,
      severity,
      powers.isBoundaryUnknown || !isSurelyReached ? .unknown : .open,
      message,
      at: .init(first.span, label),
      related: related,
      witness: witness,
      help: help,
      subject: role.address,
      cause: causes.sorted().joined(separator: "; ")
    )
  }
}
