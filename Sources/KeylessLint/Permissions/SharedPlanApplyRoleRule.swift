import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// One role for code that is only proposed and for code that is deployed, or for several environments.
enum SharedPlanApplyRoleRule {
  static let rule = Rule(description, .permissions(findings))

  private static let description = RuleDescription(
    "KL205",
    "shared-plan-apply-role",
    "one role for plan and apply, or for several environments",
    .medium,
    .open,
    .unknown
  )

  private static func findings(_ subject: PermissionsSubject) -> [Finding] {
    guard subject.isReached, !ReadOnly.isReadOnly(subject.role), mayWrite(subject.role),
      let trust = subject.trust
    else { return [] }
    guard let (pair, worth) = sharing(written(RoleDoor.all(trust), subject.role), trust) else { return [] }
    return [
      Finding(
        description,
        .medium,
        trust.openEffect,
        "one role serves \(pair.weak.words) and \(pair.strong.words)",
        at: .init(pair.weak.value.span, "the weaker of the two decides what the permissions are worth"),
        related: pair.strong.value.span == pair.weak.value.span ? [] : [.init(pair.strong.value.span, "the other")],
        witness: worth.widestWitness,
        help: "make two roles: one that only reads for what is proposed, one for each environment",
        subject: subject.role.address,
        cause: pair.weak.cause
      )
    ]
  }

  /// What a value that nobody knows may turn out to admit is no sharing.
  private static func written(_ doors: [RoleDoor], _ role: AWSRole) -> [RoleDoor] {
    guard case .bounds = role.trust else { return doors }
    let texts = role.openTrust.map(TerraformPolicy.wholeTexts) ?? []
    return doors.filter { $0.isSpelled || texts.contains($0.value.value.text) }
  }

  /// A role that is known to have nothing at all does no harm.
  private static func mayWrite(_ role: AWSRole) -> Bool { !(role.permissionsAreComplete && role.permissions.isEmpty) }

  private typealias Pair = (weak: RoleDoor, strong: RoleDoor)

  /// Two doors that do not belong to one role, both of them open beside every `Deny`.
  private static func sharing(_ doors: [RoleDoor], _ trust: TrustSubject) -> (Pair, [ReachAnswer])? {
    var doors = doors
    for _ in 0..<8 {
      guard let pair = sharing(doors) else { return nil }
      let worth = trust.worth([pair.weak.statement])
      let shut = !worth.areOpen ? pair.weak : !trust.worth([pair.strong.statement]).areOpen ? pair.strong : nil
      guard let shut else { return (pair, worth) }
      doors.removeAll { $0.kind == shut.kind && $0.value.span == shut.value.span }
    }
    return nil
  }

  /// The least reviewed door beside one that is reviewed; else two environments.
  private static func sharing(_ doors: [RoleDoor]) -> Pair? {
    if let weak = doors.first(where: \.kind.isUnreviewed), let strong = doors.last(where: { !$0.kind.isUnreviewed }) {
      return (weak, strong)
    }
    let environments = doors.filter { $0.kind.environment != nil && $0.kind.environment != "*" }
    for first in environments {
      // Projects of which each has its own are another matter.
      let other = environments.first { $0.kind.environment != first.kind.environment && $0.project == first.project }
      if let other { return (first, other) }
    }
    return nil
  }
}
