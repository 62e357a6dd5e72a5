import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// A role that a pipeline can assume, and that decides whose tokens the account trusts.
enum RoleCanEditProviderRule {
  static let rule = Rule(description, .permissions(findings))

  private static let description = RuleDescription(
    "KL203",
    "role-can-edit-provider",
    "a role that a pipeline can assume can create or change identity providers",
    .high,
    .open,
    .unknown
  )

  private static let actions = [
    "iam:CreateOpenIDConnectProvider", "iam:AddClientIDToOpenIDConnectProvider",
    "iam:UpdateOpenIDConnectProviderThumbprint",
  ]

  private static func findings(_ subject: PermissionsSubject) -> [Finding] {
    guard subject.isReached else { return [] }
    let powers = RolePowers(subject.role)
    let hosts = ["keyless-any.example"] + subject.answers.map(\.universe.prefix)
    let providers = hosts.flatMap { powers.arns("oidc-provider/\($0)") }
    var groups: [(place: SourceSpan, actions: [String], grants: [Grant])] = []
    for action in actions {
      guard let grant = powers.grant(action, onAny: providers) else { continue }
      let place = grant.isOfAWS ? grant.policy.span : grant.statement.span
      if let index = groups.firstIndex(where: { $0.place == place }) {
        groups[index].actions.append(action)
        groups[index].grants.append(grant)
      } else {
        groups.append((place, [action], [grant]))
      }
    }
    return groups.compactMap { _, actions, grants in
      subject.finding(
        description,
        .high,
        "the role can decide whose tokens the account trusts: \(actions.map { "`\($0)`" }.joined(separator: ", "))",
        grants,
        powers,
        label: "opens every role that trusts a provider",
        related: [.init(subject.role.span, "the role")],
        witness: subject.answers.widestWitness,
        help: "leave the providers to a role that no pipeline can assume, and deny these actions here"
      )
    }
  }
}
