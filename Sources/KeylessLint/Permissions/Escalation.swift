import KeylessAWSHalf
import KeylessSource

/// One way in which a role gives itself more.
struct Escalation {
  let grant: Grant
  /// As `iam:PutRolePolicy` on itself.
  let words: String
  /// What it needs besides.
  let related: [Diagnostic.Label]

  /// Every way that the role's permissions leave open.
  static func all(_ powers: RolePowers) -> [Escalation] {
    onRoles(powers) + onPolicies(powers) + onUsers(powers) + byService(powers)
  }

  private static func onRoles(_ powers: RolePowers) -> [Escalation] {
    let hasBoundary = powers.role.boundary != nil
    let every = powers.arns("role/keyless-any-role")
    return [
      ("iam:UpdateAssumeRolePolicy", true), ("iam:AttachRolePolicy", true), ("iam:PutRolePolicy", true),
      // A role without a boundary has none to lose.
      ("iam:DeleteRolePermissionsBoundary", hasBoundary), ("iam:PutRolePermissionsBoundary", hasBoundary),
    ].compactMap { action, countsItself in
      if let grant = powers.grant(action, onAny: every) { return Escalation(grant, action, "on every role") }
      guard countsItself, let grant = powers.grant(action, onAny: powers.own) else { return nil }
      return Escalation(grant, action, "on itself")
    }
  }

  private static func onPolicies(_ powers: RolePowers) -> [Escalation] {
    let every = powers.arns("policy/keyless-any-policy")
    let own = (powers.role.permissions + [powers.role.boundary].compactMap(\.self)).map(\.name).filter {
      $0.hasPrefix("arn:") && !$0.contains(":iam::aws:")
    }
    return ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"].compactMap { action in
      if let grant = powers.grant(action, onAny: every) { return Escalation(grant, action, "on every policy") }
      return powers.grant(action, onAny: own).map { Escalation($0, action, "on a policy of its own") }
    }
  }

  private static func onUsers(_ powers: RolePowers) -> [Escalation] {
    let user = powers.arns("user/keyless-any-user")
    let group = powers.arns("group/keyless-any-group")
    let actions = [
      ("iam:AttachUserPolicy", user, "user"), ("iam:PutUserPolicy", user, "user"),
      ("iam:CreateAccessKey", user, "user"),
      ("iam:CreateLoginProfile", user, "user"), ("iam:UpdateLoginProfile", user, "user"),
      ("iam:AttachGroupPolicy", group, "group"), ("iam:PutGroupPolicy", group, "group"),
      ("iam:AddUserToGroup", group, "group"),
    ]
    return actions.compactMap { action, resources, kind in
      powers.grant(action, onAny: resources).map { Escalation($0, action, "on every \(kind)") }
    }
  }

  /// A service that runs code with whatever role it is given.
  private static let services: [(service: String, start: [(action: String, resource: String)])] = [
    ("lambda.amazonaws.com", [("lambda:CreateFunction", "arn:aws:lambda:REGION:ACCOUNT:function:any")]),
    ("ec2.amazonaws.com", [("ec2:RunInstances", "arn:aws:ec2:REGION:ACCOUNT:instance/*")]),
    (
      "cloudformation.amazonaws.com",
      [("cloudformation:CreateStack", "arn:aws:cloudformation:REGION:ACCOUNT:stack/any/any")]
    ),
    (
      "codebuild.amazonaws.com",
      [
        ("codebuild:CreateProject", "arn:aws:codebuild:REGION:ACCOUNT:project/any"),
        ("codebuild:StartBuild", "arn:aws:codebuild:REGION:ACCOUNT:project/any"),
      ]
    ),
    (
      "ecs-tasks.amazonaws.com",
      [("ecs:RegisterTaskDefinition", "*"), ("ecs:RunTask", "arn:aws:ecs:REGION:ACCOUNT:task-definition/any:1")]
    ),
    ("glue.amazonaws.com", [("glue:CreateJob", "arn:aws:glue:REGION:ACCOUNT:job/any")]),
    ("states.amazonaws.com", [("states:CreateStateMachine", "arn:aws:states:REGION:ACCOUNT:stateMachine:any")]),
    (
      "sagemaker.amazonaws.com",
      [("sagemaker:CreateNotebookInstance", "arn:aws:sagemaker:REGION:ACCOUNT:notebook-instance/any")]
    ),
  ]

  private static func byService(_ powers: RolePowers) -> [Escalation] {
    let every = powers.arns("role/keyless-any-role")
    for (service, start) in services {
      let keys = [("iam:PassedToService", [service])]
      guard let pass = powers.grant("iam:PassRole", onAny: every, keys) else { continue }
      let started = start.map { action, resource in powers.grant(action, onAny: powers.places(resource)) }
      guard let last = started.last, let grant = last, started.allSatisfy({ $0 != nil }) else { continue }
      let name = start.last?.action ?? ""
      return [
        Escalation(
          pass,
          "iam:PassRole",
          "of every role to a service that it can start with `\(name)`",
          related: grant.span == pass.span ? [] : [.init(grant.span, "starts the service")]
        )
      ]
    }
    return []
  }

  private init(_ grant: Grant, _ action: String, _ where: String, related: [Diagnostic.Label] = []) {
    self.grant = grant
    words = "`\(action)` \(`where`)"
    self.related = related
  }
}
