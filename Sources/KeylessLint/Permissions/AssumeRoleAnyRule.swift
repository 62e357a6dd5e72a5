import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// A role that a pipeline can assume, and that may ask for every role of every account.
enum AssumeRoleAnyRule {
  static let rule = Rule(description, .permissions(findings))

  private static let description = RuleDescription(
    "KL204",
    "assume-role-any",
    "a role that a pipeline can assume may assume every other one",
    .high,
    .open,
    .unknown
  )

  private static func findings(_ subject: PermissionsSubject) -> [Finding] {
    guard subject.isReached else { return [] }
    let powers = RolePowers(subject.role)
    // Somebody else's account: the own one is not every one.
    guard let grant = powers.grant("sts:AssumeRole", on: "arn:aws:iam::999988887777:role/keyless-any-role") else {
      return []
    }
    let finding = subject.finding(
      description,
      .high,
      "the role may assume every role that trusts this account",
      [grant],
      powers,
      label: "in every account",
      related: grant.resource.map { [.init($0.span, "every role")] } ?? [],
      witness: subject.answers.widestWitness,
      help: "name the roles that the pipeline goes on to"
    )
    return [finding].compactMap(\.self)
  }
}
