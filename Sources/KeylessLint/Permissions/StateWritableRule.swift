import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Code that nobody has agreed to may write the Terraform state.
enum StateWritableRule {
  static let rule = Rule(description, .permissions(findings))

  private static let description = RuleDescription(
    "KL207",
    "state-writable-by-pr-role",
    "a role that pull requests or any branch can assume may write the Terraform state",
    .high,
    .open,
    .unknown
  )

  private static func findings(_ subject: PermissionsSubject) -> [Finding] {
    guard subject.isReached else { return [] }
    let powers = RolePowers(subject.role)
    var found: [(grant: Grant, object: String)] = []
    for object in StateObjects.all(subject.role) {
      for action in ["s3:PutObject", "s3:DeleteObject"] {
        guard let grant = powers.grant(action, on: object) else { continue }
        let isNew = !found.contains { $0.grant.statement.span == grant.statement.span }
        if isNew { found.append((grant, object)) }
      }
    }
    guard !found.isEmpty, let runs = subject.unreviewed else { return [] }
    return found.compactMap { grant, object in
      subject.finding(
        description,
        .high,
        "\(runs.words) can assume the role, and the role may write the Terraform state: `\(object)`",
        [grant],
        powers,
        label: "who writes the state decides what the next apply does",
        related: grant.resource.map { [.init($0.span, "the state")] } ?? [],
        witness: runs.witness,
        help: "let this role only read the state (`s3:GetObject`), and write its lock file at most"
      )
    }
  }
}
