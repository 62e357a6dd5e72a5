import KeylessAWS
import KeylessCalls
import KeylessServer
import KeylessSource
import Testing

@Suite("IAM: AWS's controls for shared issuers")
struct SharedIssuerTests {
  private static let account = "arn:aws:iam::111122223333:oidc-provider/"
  private static let github = "token.actions.githubusercontent.com"

  private static func trust(
    _ issuer: String,
    _ condition: JSON?,
    effect: String = "Allow",
    action: JSON = "sts:AssumeRoleWithWebIdentity",
    principal: String? = nil
  ) -> JSON {
    var members: [JSON.Member] = [
      .init("Effect", .string(effect)), .init("Principal", ["Federated": .string(principal ?? account + issuer)]),
      .init("Action", action),
    ]
    if let condition { members.append(.init("Condition", condition)) }
    return .object(members)
  }

  private static func refusal(_ statements: JSON...) throws -> String? {
    let aws = try Administration()
    let document = JSON.object([.init("Version", "2012-10-17"), .init("Statement", .array(statements))]).compact
    let created = try aws.answer("CreateRole", ["RoleName": "made", "AssumeRolePolicyDocument": document])
    let updated = try aws.answer("UpdateAssumeRolePolicy", ["RoleName": "deploy", "PolicyDocument": document])
    guard created.status != 200 else {
      #expect(updated.status == 200)
      return nil
    }
    let error = try created.error("CreateRole")
    #expect(try updated.error("UpdateAssumeRolePolicy") == error)
    #expect(error.code == "MalformedPolicyDocument")
    #expect(error.status == 400)
    return error.message
  }

  private static let githubMessage =
    "Trust policy with trusted principal arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com "
    + "must evaluate, using StringEquals, StringLike or StringEqualsIgnoreCase, "
    + "token.actions.githubusercontent.com:sub or token.actions.githubusercontent.com:job_workflow_ref which is not "
    + "scoped to all."

  @Test("gitlab.com without its subject is refused, letter by letter")
  func gitlab() throws {
    let message =
      "Trust policy with trusted principal arn:aws:iam::111122223333:oidc-provider/gitlab.com must evaluate, using "
      + "StringEquals, StringLike or StringEqualsIgnoreCase, gitlab.com:sub which is not scoped to all."
    #expect(try Self.refusal(Self.trust("gitlab.com", nil)) == message)
    #expect(
      try Self.refusal(Self.trust("gitlab.com", ["StringEquals": ["gitlab.com:project_id": "4711"]])) == message
    )
    #expect(
      try Self.refusal(Self.trust("gitlab.com", ["StringLike": ["gitlab.com:sub": "project_path:acme/*"]])) == nil
    )
  }

  static let refusedConditions: [JSON?] = [
    nil, ["StringEquals": ["token.actions.githubusercontent.com:aud": "sts.amazonaws.com"]],
    ["StringLike": ["token.actions.githubusercontent.com:sub": "*"]],
    ["StringEquals": ["token.actions.githubusercontent.com:sub": "*"]],
    ["StringLike": ["token.actions.githubusercontent.com:sub": "**"]],
    ["StringLike": ["token.actions.githubusercontent.com:sub": "?*"]],
    ["StringLike": ["token.actions.githubusercontent.com:sub": ""]],
    ["StringLike": ["token.actions.githubusercontent.com:sub": []]],
    ["StringLike": ["token.actions.githubusercontent.com:sub": ["*", "?"]]],
    ["StringLikeIfExists": ["token.actions.githubusercontent.com:sub": "repo:acme/*"]],
    ["StringNotLike": ["token.actions.githubusercontent.com:sub": "repo:evil/*"]],
    ["ArnLike": ["token.actions.githubusercontent.com:sub": "repo:acme/*"]],
    ["Null": ["token.actions.githubusercontent.com:sub": "false"]],
    ["StringEquals": ["token.actions.githubusercontent.com:repository": "acme/shop"]],
    ["StringEquals": ["token.actions.githubusercontent.com:repository_id": "4711"]],
    ["StringLike": ["gitlab.com:sub": "repo:acme/*"]],
  ]

  @Test("a trust policy for GitHub that every repository could pass is refused", arguments: refusedConditions.indices)
  func refusedForGitHub(_ index: Int) throws {
    #expect(try Self.refusal(Self.trust(Self.github, Self.refusedConditions[index])) == Self.githubMessage)
  }

  static let acceptedConditions: [JSON] = [
    ["StringLike": ["token.actions.githubusercontent.com:sub": "repo:*"]],
    ["StringLike": ["token.actions.githubusercontent.com:sub": "repo:*/*"]],
    ["StringLike": ["token.actions.githubusercontent.com:sub": "*:ref:refs/heads/main"]],
    ["StringEquals": ["token.actions.githubusercontent.com:sub": "repo:acme/shop:ref:refs/heads/main"]],
    ["StringEqualsIgnoreCase": ["token.actions.githubusercontent.com:sub": "repo:acme/shop"]],
    ["ForAnyValue:StringEquals": ["token.actions.githubusercontent.com:sub": "repo:acme/shop"]],
    ["ForAllValues:StringLike": ["token.actions.githubusercontent.com:sub": "repo:acme/*"]],
    ["StringLike": ["TOKEN.actions.githubusercontent.com:SUB": "repo:acme/*"]],
    ["StringEquals": ["token.actions.githubusercontent.com:job_workflow_ref": "acme/ci/.github/workflows/x.yml@main"]],
    // Disputed: accepted once by AWS, refused by another implementation.
    ["StringLike": ["token.actions.githubusercontent.com:sub": ["repo:acme/*", "*"]]],
  ]

  @Test(
    "a trust policy for GitHub that tests a subject is accepted, however widely",
    arguments: acceptedConditions.indices
  )
  func acceptedForGitHub(_ index: Int) throws {
    #expect(try Self.refusal(Self.trust(Self.github, Self.acceptedConditions[index])) == nil)
  }

  @Test("the enterprise's own path is the same shared issuer, and its keys carry the path")
  func enterprise() throws {
    let issuer = "\(Self.github)/acme"
    let message = try Self.refusal(Self.trust(issuer, nil))
    #expect(message?.contains("oidc-provider/\(issuer) must evaluate") == true)
    #expect(message?.contains("\(issuer):sub or \(issuer):job_workflow_ref which") == true)
    #expect(
      try Self.refusal(Self.trust(issuer, ["StringLike": .object([.init("\(issuer):sub", "repo:acme/*")])])) == nil
    )
  }

  @Test("each statement is looked at by itself, and those that let nobody in are not")
  func statements() throws {
    let good = Self.trust(Self.github, ["StringLike": ["token.actions.githubusercontent.com:sub": "repo:acme/*"]])
    let open = Self.trust(Self.github, nil)
    #expect(try Self.refusal(good, open) == Self.githubMessage)
    #expect(try Self.refusal(good, Self.trust(Self.github, nil, effect: "Deny")) == nil)
    #expect(try Self.refusal(good, Self.trust(Self.github, nil, action: "sts:TagSession")) == nil)
    #expect(try Self.refusal(Self.trust(Self.github, nil, action: "sts:*")) == Self.githubMessage)
    #expect(
      try Self.refusal(Self.trust(Self.github, nil, action: ["sts:TagSession", "STS:assumerolewith*"]))
        == Self.githubMessage
    )
  }

  @Test(
    "a private issuer is nobody's business",
    arguments: ["gitlab.example.com", "gitlab.com/", "oidc.circleci.com/org/1"]
  )
  func privateIssuer(issuer: String) throws { #expect(try Self.refusal(Self.trust(issuer, nil)) == nil) }

  @Test("the other keys of tenancy: an audience, a session name, and the built-in issuers")
  func otherKeys() throws {
    let sentinel = "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d"
    #expect(
      try Self.refusal(Self.trust("api.pulumi.com/oidc", nil))?.contains(" api.pulumi.com/oidc:aud which") == true
    )
    #expect(try Self.refusal(Self.trust("oidc.vercel.com", ["StringEquals": ["oidc.vercel.com:aud": "x"]])) == nil)
    #expect(try Self.refusal(Self.trust(sentinel, nil))?.contains(", sts:RoleSessionName which") == true)
    #expect(try Self.refusal(Self.trust(sentinel, ["StringEquals": ["sts:RoleSessionName": "x"]])) == nil)
    let cognito = "cognito-identity.amazonaws.com"
    #expect(
      try Self.refusal(Self.trust("", nil, principal: cognito))
        == "A condition block must be present for the Cognito provider"
    )
    #expect(
      try Self.refusal(
        Self.trust("", ["StringEquals": ["cognito-identity.amazonaws.com:amr": "x"]], principal: cognito)
      )?.contains("cognito-identity.amazonaws.com:aud which is not scoped to all") == true
    )
    let google = "accounts.google.com"
    #expect(
      try Self.refusal(Self.trust("", nil, principal: google))
        == "Policy trusting accounts.google.com requires a StringEquals condition on an application id"
    )
    #expect(
      try Self.refusal(Self.trust("", ["StringEquals": ["accounts.google.com:aud": "x"]], principal: google)) == nil
    )
  }
}
