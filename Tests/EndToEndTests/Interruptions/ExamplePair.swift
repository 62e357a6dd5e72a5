import Testing

/// Two intents of a platform, each the change of the other that is most easily done in a wrong order, and the pipelines
/// that try the roles.
///
/// From the first to the second, `deploy` gets another trust, another policy and another boundary: half of the old with
/// half of the new would be more than either. Meanwhile `plan` lets in less and may do more.
struct ExamplePair: Sendable, CustomTestStringConvertible {
  enum Intent: Sendable {
    case first
    case second
  }

  static let gitlab = ExamplePair(
    platform: "gitlab",
    issuer: "https://gitlab.com",
    entry: #"project: acme/shop, project-id: "4711", namespace-id: "815", branches"#,
    facts: ["project_path=acme/shop", "project_id=4711", "namespace_id=815"],
    strange: ["project_path=acme/shop", "project_id=4712", "namespace_id=815"],
    place: "ref"
  )

  static let github = ExamplePair(
    platform: "github",
    issuer: "https://token.actions.githubusercontent.com",
    entry: #"project: acme/shop, repository-id: "4711", owner-id: "815", environments"#,
    facts: ["repository=acme/shop", "repository_id=4711", "repository_owner_id=815"],
    strange: ["repository=acme/shop", "repository_id=4712", "repository_owner_id=815"],
    place: "environment"
  )

  static let roles = ["deploy", "plan"]
  /// The calls of IAM by which a role's permissions are tried.
  static let actions = ["ListUsers", "ListRoles", "ListPolicies"]

  var platform: String
  var issuer: String
  private var entry: String
  private var facts: [String]
  private var strange: [String]
  /// The fact that tells the owner's pipelines apart.
  private var place: String

  var testDescription: String { platform }

  /// What a token is minted from, by the pipeline's name; the last is of another project with the same name.
  var pipelines: [(name: String, facts: [String])] {
    [
      ("main", facts + ["\(place)=main"]), ("next", facts + ["\(place)=next"]),
      ("a stranger's main", strange + ["\(place)=main"]),
    ]
  }

  /// What the pipelines may do in the end.
  static func powers(_ intent: Intent) -> Set<String> {
    switch intent {
    case .first:
      [
        "main enters deploy", "main as deploy: ListUsers", "main enters plan", "main as plan: ListRoles",
        "next enters plan", "next as plan: ListRoles",
      ]
    case .second:
      // The boundary leaves one of the policy's two actions.
      [
        "next enters deploy", "next as deploy: ListRoles", "main enters plan", "main as plan: ListUsers",
        "main as plan: ListRoles", "main as plan: ListPolicies",
      ]
    }
  }

  func yaml(_ intent: Intent) -> String {
    let head = """
      version: 1
      account: "111122223333"
      platform: \(platform)
      owner: acme
      roles:

      """
    switch intent {
    case .first:
      return head
        + deploy(admits: "main", boundary: "IAMFullAccess", actions: "[\"iam:ListUsers\"]")
        + plan(admits: "main, next", policy: "PowerUserAccess")
    case .second:
      return head
        + deploy(admits: "next", boundary: "PowerUserAccess", actions: "[\"iam:ListRoles\", \"iam:ListPolicies\"]")
        + plan(admits: "main", policy: "IAMReadOnlyAccess")
    }
  }

  private func deploy(admits places: String, boundary: String, actions: String) -> String {
    """
      deploy:
        boundary: arn:aws:iam::aws:policy/\(boundary)
        admits:
          - {\(entry): [\(places)]}
        policies:
          inline:
            look:
              Version: "2012-10-17"
              Statement: [{Effect: Allow, Action: \(actions), Resource: "*"}]

    """
  }

  private func plan(admits places: String, policy: String) -> String {
    """
      plan:
        admits:
          - {\(entry): [\(places)]}
        policies:
          managed: [arn:aws:iam::aws:policy/\(policy)]

    """
  }
}
