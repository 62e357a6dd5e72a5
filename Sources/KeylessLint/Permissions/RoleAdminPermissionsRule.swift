import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// A role that a pipeline can assume, and that may do everything.
enum RoleAdminPermissionsRule {
  static let rule = Rule(description, .permissions(findings))

  private static let description = RuleDescription(
    "KL201",
    "role-admin-permissions",
    "a role that a pipeline can assume may do everything",
    .high,
    .open,
    .unknown
  )

  /// Things of many kinds, and one that no service has: who may do them all may do everything.
  private static let samples: [(action: String, resource: String)] = [
    ("keyless:AnythingAtAll", "arn:aws:keyless:eu-west-1:123456789012:thing/any"),
    ("iam:CreateUser", "arn:aws:iam::123456789012:user/keyless-any-user"),
    ("ec2:TerminateInstances", "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0"),
    ("s3:DeleteObject", "arn:aws:s3:::keyless-any-bucket/key"),
    ("kms:Decrypt", "arn:aws:kms:eu-west-1:123456789012:key/any"),
    ("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:any"),
  ]

  private static func findings(_ subject: PermissionsSubject) -> [Finding] {
    guard subject.isReached else { return [] }
    let powers = RolePowers(subject.role)
    var grants: [Grant] = []
    for sample in samples {
      guard let grant = powers.grant(sample.action, on: sample.resource) else { return [] }
      if grants.isEmpty { grants.append(grant) }
    }
    let unreviewed = subject.unreviewed
    let message: Diagnostic.Message =
      unreviewed.map { "\($0.words) can assume the role, and the role may do everything" }
      ?? "the role may do everything, and a pipeline can assume it"
    let finding = subject.finding(
      description,
      unreviewed == nil ? .high : .critical,
      message,
      grants,
      powers,
      label: "everything in the account",
      related: [.init(subject.role.span, "the role")],
      witness: unreviewed?.witness ?? subject.answers.widestWitness,
      help: "grant only the actions and resources that the pipeline needs"
    )
    return [finding].compactMap(\.self)
  }
}
