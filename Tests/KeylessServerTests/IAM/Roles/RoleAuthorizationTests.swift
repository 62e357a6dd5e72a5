import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessServer
import KeylessSource
import Testing

@Suite("IAM: who may do what to providers, roles and policies")
struct RoleAuthorizationTests {
  private static let policy = "arn:aws:iam::aws:policy/PowerUserAccess"
  private static let provider = "arn:aws:iam::111122223333:oidc-provider/gitlab.com"

  static let role = "arn:aws:iam::111122223333:role/ci/prod/Release"
  static let words = "role Release"
  static let named = ["RoleName": "Release"]

  struct Case: Sendable, CustomTestStringConvertible {
    var action: String
    var parameters: [String: String]
    /// What a policy must name; nil: nothing but `*`.
    var resource: String?
    /// How the denial names it.
    var shown: String

    var testDescription: String { action }

    init(_ action: String, _ parameters: [String: String], _ resource: String?, _ shown: String? = nil) {
      self.action = action
      self.parameters = parameters
      self.resource = resource
      self.shown = shown ?? resource ?? "*"
    }

    static func role(_ action: String, _ more: [String: String] = [:], shown: String = words) -> Case {
      Case(action, named.merging(more) { $1 }, RoleAuthorizationTests.role, shown)
    }

    static func policy(_ action: String, _ more: [String: String] = [:]) -> Case {
      let arn = RoleAuthorizationTests.policy
      return Case(action, more.merging(["PolicyArn": arn]) { $1 }, arn, "policy \(arn)")
    }

    static func provider(_ action: String, _ more: [String: String] = [:]) -> Case {
      let arn = RoleAuthorizationTests.provider
      return Case(action, more.merging(["OpenIDConnectProviderArn": arn]) { $1 }, arn)
    }
  }

  static let tag = ["Tags.member.1.Key": "a", "Tags.member.1.Value": "b"]
  static let account = "arn:aws:iam::111122223333:"

  static let cases: [Case] = [
    Case(
      "CreateRole",
      ["RoleName": "n", "Path": "/p/", "AssumeRolePolicyDocument": Administration.trust],
      account + "role/p/n"
    ), .role("GetRole"), Case("ListRoles", ["PathPrefix": "/ci/"], account + "role/ci/"), .role("UpdateRole"),
    .role("UpdateRoleDescription", ["Description": "d"]),
    .role("UpdateAssumeRolePolicy", ["PolicyDocument": Administration.trust]), .role("DeleteRole"),
    .role("TagRole", tag, shown: role), .role("UntagRole", ["TagKeys.member.1": "a"]), .role("ListRoleTags"),
    .role("PutRolePermissionsBoundary", ["PermissionsBoundary": policy], shown: role),
    .role("DeleteRolePermissionsBoundary", shown: role), .role("ListInstanceProfilesForRole"),
    .role("PutRolePolicy", ["PolicyName": "p", "PolicyDocument": Administration.reading]),
    .role("GetRolePolicy", ["PolicyName": "p"]), .role("ListRolePolicies"),
    .role("DeleteRolePolicy", ["PolicyName": "p"]), .role("AttachRolePolicy", ["PolicyArn": policy]),
    .role("DetachRolePolicy", ["PolicyArn": policy]), .role("ListAttachedRolePolicies"),
    Case(
      "CreatePolicy",
      ["PolicyName": "n", "Path": "/p/", "PolicyDocument": Administration.reading],
      account + "policy/p/n",
      "policy n"
    ), .policy("GetPolicy"), Case("ListPolicies", [:], nil, "policy path /"), .policy("DeletePolicy"),
    .policy("CreatePolicyVersion", ["PolicyDocument": Administration.reading]),
    .policy("GetPolicyVersion", ["VersionId": "v1"]), .policy("ListPolicyVersions"),
    .policy("SetDefaultPolicyVersion", ["VersionId": "v1"]), .policy("DeletePolicyVersion", ["VersionId": "v1"]),
    .policy("TagPolicy", tag), .policy("UntagPolicy", ["TagKeys.member.1": "a"]), .policy("ListPolicyTags"),
    .policy("ListEntitiesForPolicy"),
    // The host alone: so AWS was seen to name a provider that does not exist yet.
    Case(
      "CreateOpenIDConnectProvider",
      ["Url": "https://idp.example.com/tenant"],
      account + "oidc-provider/idp.example.com"
    ), .provider("GetOpenIDConnectProvider"),
    Case("ListOpenIDConnectProviders", [:], account + "oidc-provider/*"),
    .provider("UpdateOpenIDConnectProviderThumbprint", ["ThumbprintList.member.1": String(repeating: "0", count: 40)]),
    .provider("AddClientIDToOpenIDConnectProvider", ["ClientID": "c"]),
    .provider("RemoveClientIDFromOpenIDConnectProvider", ["ClientID": "c"]),
    .provider("DeleteOpenIDConnectProvider"), .provider("TagOpenIDConnectProvider", tag),
    .provider("UntagOpenIDConnectProvider", ["TagKeys.member.1": "a"]), .provider("ListOpenIDConnectProviderTags"),
  ]

  @Test("each action asks for itself on its resource, and says so when it is denied", arguments: cases)
  func demands(_ item: Case) throws {
    let aws = try Administration()
    let name = "iam:\(item.action)"
    let nobody = try aws.world.addUser("nobody", World.allow("iam:NoSuchAction"))
    #expect(
      try aws.refusal(item.action, item.parameters, as: nobody)
        == .denied(World.userARN("nobody"), name, item.shown)
    )
    let elsewhere = try aws.world.addUser("elsewhere", World.allow(name, on: "arn:aws:iam::111122223333:role/other"))
    #expect(try aws.refusal(item.action, item.parameters, as: elsewhere).code == "AccessDenied")
    let allowed = try aws.world.addUser("allowed", World.allow(name, on: item.resource ?? "*"))
    let answer = try aws.answer(item.action, item.parameters, as: allowed)
    // What is AWS's own cannot be changed, by anybody.
    #expect(answer.status == 200 || !answer.body.contains("is not authorized to perform"), "\(answer.body)")
  }

  @Test("making something with tags needs the permission to tag it")
  func tagging() throws {
    let aws = try Administration()
    let making: [(String, String, [String: String], String)] = [
      (
        "CreateRole", "iam:TagRole", ["RoleName": "n", "AssumeRolePolicyDocument": Administration.trust],
        Self.account + "role/n"
      ), ("CreatePolicy", "iam:TagPolicy", ["PolicyName": "n", "PolicyDocument": Administration.reading], "policy n"),
      (
        "CreateOpenIDConnectProvider", "iam:TagOpenIDConnectProvider", ["Url": "https://idp.example.com"],
        Self.account + "oidc-provider/idp.example.com"
      ),
    ]
    for (action, tagging, parameters, shown) in making {
      let maker = try aws.world.addUser("maker", World.allow("iam:\(action)"))
      let tagged = parameters.merging(Self.tag) { $1 }
      #expect(try aws.refusal(action, tagged, as: maker) == .denied(World.userARN("maker"), tagging, shown))
      #expect(try aws.answer(action, parameters, as: maker).status == 200)
    }
  }

  private func statement(_ action: String, when condition: JSON) -> JSON {
    ["Effect": "Allow", "Action": .string(action), "Resource": "*", "Condition": condition]
  }

  @Test("a boundary can be demanded of every role that is made, changed or given policies")
  func boundaries() throws {
    let aws = try Administration()
    let condition: JSON = ["StringEquals": ["iam:PermissionsBoundary": .string(Self.policy)]]
    let delegate = try aws.world.addUser(
      "delegate",
      statement("iam:CreateRole", when: condition),
      statement("iam:AttachRolePolicy", when: condition),
      statement("iam:PutRolePolicy", when: condition),
      statement("iam:PutRolePermissionsBoundary", when: condition)
    )
    let bare = ["RoleName": "n", "AssumeRolePolicyDocument": Administration.trust]
    #expect(try aws.refusal("CreateRole", bare, as: delegate).code == "AccessDenied")
    let other = ["PermissionsBoundary": "arn:aws:iam::aws:policy/AdministratorAccess"]
    #expect(try aws.refusal("CreateRole", bare.merging(other) { $1 }, as: delegate).code == "AccessDenied")
    try aws.ask("CreateRole", bare.merging(["PermissionsBoundary": Self.policy]) { $1 }, as: delegate)

    let attach = ["PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess"]
    let put = ["PolicyName": "p", "PolicyDocument": Administration.reading]
    try aws.ask("AttachRolePolicy", attach.merging(["RoleName": "n"]) { $1 }, as: delegate)
    try aws.ask("PutRolePolicy", put.merging(["RoleName": "n"]) { $1 }, as: delegate)
    #expect(
      try aws.refusal("AttachRolePolicy", attach.merging(["RoleName": "deploy"]) { $1 }, as: delegate).code
        == "AccessDenied"
    )
    #expect(
      try aws.refusal("PutRolePolicy", put.merging(["RoleName": "deploy"]) { $1 }, as: delegate).code == "AccessDenied"
    )
    #expect(
      try aws.refusal("PutRolePermissionsBoundary", other.merging(["RoleName": "n"]) { $1 }, as: delegate).code
        == "AccessDenied"
    )
    #expect(try aws.refusal("DeleteRolePermissionsBoundary", ["RoleName": "n"], as: delegate).code == "AccessDenied")
  }

  @Test("which policy is attached can be limited, and so can the tags of what is touched and of what is sent")
  func conditions() throws {
    let aws = try Administration()
    try aws.makeRole("mine", Administration.tags([("Team", "shop")]))
    let delegate = try aws.world.addUser(
      "delegate",
      statement("iam:AttachRolePolicy", when: ["ArnEquals": ["iam:PolicyARN": .string(Self.policy)]]),
      statement("iam:DeleteRole", when: ["StringEquals": ["aws:ResourceTag/Team": "shop"]]),
      statement("iam:GetRole", when: ["StringEquals": ["iam:ResourceTag/Team": "shop"]]),
      statement(
        "iam:TagRole",
        when: [
          "StringEquals": ["aws:RequestTag/Stage": "test"], "ForAllValues:StringEquals": ["aws:TagKeys": ["Stage"]],
        ]
      ),
      statement("iam:UntagRole", when: ["ForAllValues:StringEquals": ["aws:TagKeys": ["Stage"]]])
    )
    func allows(_ action: String, _ role: String, _ more: [String: String] = [:]) throws -> Bool {
      let answer = try aws.answer(action, more.merging(["RoleName": role]) { $1 }, as: delegate)
      if answer.status == 200 { return true }
      #expect(try answer.error(action).code == "AccessDenied")
      return false
    }
    #expect(try allows("AttachRolePolicy", "mine", ["PolicyArn": Self.policy]))
    #expect(!(try allows("AttachRolePolicy", "mine", ["PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess"])))
    try aws.ask("DetachRolePolicy", ["RoleName": "mine", "PolicyArn": Self.policy])
    #expect(try allows("GetRole", "mine"))
    #expect(!(try allows("GetRole", "deploy")))
    #expect(!(try allows("GetRole", "no-such-role")))
    #expect(try allows("TagRole", "mine", Administration.tags([("Stage", "test")])))
    #expect(!(try allows("TagRole", "mine", Administration.tags([("Stage", "prod")]))))
    #expect(!(try allows("TagRole", "mine", Administration.tags([("Stage", "test"), ("Team", "other")]))))
    #expect(try allows("UntagRole", "mine", ["TagKeys.member.1": "Stage"]))
    #expect(!(try allows("UntagRole", "mine", ["TagKeys.member.1": "Team"])))
    #expect(!(try allows("DeleteRole", "deploy")))
    #expect(try allows("DeleteRole", "mine"))
  }
}
