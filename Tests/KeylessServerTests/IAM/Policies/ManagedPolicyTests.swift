import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessServer
import KeylessSource
import Testing

@Suite("IAM: managed policies")
struct ManagedPolicyTests {
  private static let aws = "arn:aws:iam::aws:policy/ReadOnlyAccess"
  private static let none = "arn:aws:iam::111122223333:policy/none"

  @Test("a policy is made without description in the answer, and shown with everything")
  func createAndGet() throws {
    let aws = try Administration()
    let made = try #require(
      try aws.ask(
        "CreatePolicy",
        ["PolicyName": "bare", "PolicyDocument": Administration.reading, "Description": "", "Path": "/"]
      ).child("Policy")
    )
    #expect(
      made.names == [
        "PolicyName", "PolicyId", "Arn", "Path", "DefaultVersionId", "AttachmentCount", "PermissionsBoundaryUsageCount",
        "IsAttachable", "CreateDate", "UpdateDate",
      ]
    )
    #expect(UniqueID(made.string("PolicyId") ?? "")?.kind == .managedPolicy)
    let arn = try aws.makePolicy(
      "Full",
      Administration.tags([("b", "2"), ("a", "1"), ("A", "3")]).merging(["Path": "/team/x/", "Description": "Σ"]) { $1 }
    )
    #expect(arn == "arn:aws:iam::111122223333:policy/team/x/Full")
    let shown = try #require(try aws.ask("GetPolicy", ["PolicyArn": arn]).child("Policy"))
    #expect(shown.string("Description") == "Σ")
    #expect(shown.tagTexts == ["A=3", "a=1", "b=2"])
    #expect(shown.string("DefaultVersionId") == "v1")
    let bare = try aws.ask("GetPolicy", ["PolicyArn": made.string("Arn") ?? ""]).child("Policy")
    #expect(bare?.child("Tags")?.children.isEmpty == true)
    #expect(bare?.child("Description") == nil)
    #expect(
      try aws.refusal("CreatePolicy", ["PolicyName": "full", "PolicyDocument": Administration.reading])
        == .iam("EntityAlreadyExists", 409, "A policy called full already exists. Duplicate names are not allowed.")
    )
    #expect(
      try aws.refusal("CreatePolicy", ["PolicyName": "p", "PolicyDocument": Administration.reading, "Path": "/a b/"])
        .message
        == "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric "
        + "characters and/or / characters."
    )
  }

  @Test("five versions, their numbers never used again, the newest first, and one of them the default")
  func versions() throws {
    let aws = try Administration()
    let arn = try aws.makePolicy()
    let named = ["PolicyArn": arn]
    func add(_ bucket: String, asDefault: Bool = false) throws -> ServerAnswer {
      let document = World.policy(World.allow("s3:GetObject", on: "arn:aws:s3:::\(bucket)/*"))
      return try aws.answer(
        "CreatePolicyVersion",
        named.merging(["PolicyDocument": document, "SetAsDefault": asDefault ? "true" : "false"]) { $1 }
      )
    }
    let second = try #require(try add("b2", asDefault: true).result("CreatePolicyVersion").child("PolicyVersion"))
    #expect(second.names == ["VersionId", "IsDefaultVersion", "CreateDate"])
    #expect(second.string("VersionId") == "v2" && second.string("IsDefaultVersion") == "true")
    for number in 3...5 { #expect(try add("b\(number)").status == 200) }
    #expect(
      try add("b6").error("CreatePolicyVersion")
        == .iam(
          "LimitExceeded",
          409,
          "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing "
            + "version."
        )
    )
    let pages = try aws.pages("ListPolicyVersions", named, size: 2) { $0.texts("Versions", "VersionId") }
    #expect(pages == [["v5", "v4"], ["v3", "v2"], ["v1"]])
    #expect(
      try aws.refusal("DeletePolicyVersion", named.merging(["VersionId": "v2"]) { $1 })
        == .iam("DeleteConflict", 409, "Cannot delete the default version of a policy.")
    )
    try aws.ask("DeletePolicyVersion", named.merging(["VersionId": "v5"]) { $1 })
    #expect(try add("b6").result("CreatePolicyVersion").text("PolicyVersion", "VersionId") == "v6")
    try aws.ask("SetDefaultPolicyVersion", named.merging(["VersionId": "v1"]) { $1 })
    #expect(try aws.ask("GetPolicy", named).text("Policy", "DefaultVersionId") == "v1")
    let shown = try aws.ask("GetPolicyVersion", named.merging(["VersionId": "v1"]) { $1 }).child("PolicyVersion")
    #expect(shown?.string("Document") == PercentEncoding.encode(Administration.reading))
    #expect(shown?.string("IsDefaultVersion") == "true")
    #expect(
      try aws.refusal("DeletePolicy", named)
        == .iam(
          "DeleteConflict",
          409,
          "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. "
            + "The default version is deleted with the policy."
        )
    )
    for version in ["v2", "v3", "v4", "v6"] {
      try aws.ask("DeletePolicyVersion", named.merging(["VersionId": version]) { $1 })
    }
    try aws.ask("DeletePolicy", named)
    #expect(try aws.refusal("GetPolicy", named) == .noEntity("Policy \(arn) was not found."))
  }

  @Test("a version decides as soon as it is the default")
  func effect() throws {
    let aws = try Administration()
    let arn = try aws.makePolicy("p", ["PolicyDocument": World.policy(World.allow("iam:ListRoles"))])
    try aws.ask("AttachRolePolicy", ["RoleName": "deploy", "PolicyArn": arn])
    let session = Signing(try aws.world.session())
    try aws.ask("ListRoles", as: session)
    try aws.ask(
      "CreatePolicyVersion",
      ["PolicyArn": arn, "PolicyDocument": Administration.reading, "SetAsDefault": "true"]
    )
    #expect(try aws.refusal("ListRoles", as: session).code == "AccessDenied")
    try aws.ask("SetDefaultPolicyVersion", ["PolicyArn": arn, "VersionId": "v1"])
    try aws.ask("ListRoles", as: session)
  }

  @Test("6,144 characters, white space aside")
  func size() throws {
    let aws = try Administration()
    func sized(_ size: Int) -> String {
      let empty = World.policy(World.allow("s3:GetObject", on: "arn:aws:s3:::")).utf8.count
      return World.policy(
        World.allow("s3:GetObject", on: "arn:aws:s3:::" + String(repeating: "b", count: size - empty))
      )
    }
    let arn = try aws.makePolicy("big", ["PolicyDocument": sized(6144) + String(repeating: "\n", count: 500)])
    let tooBig = QueryError.iam("LimitExceeded", 409, "Cannot exceed quota for PolicySize: 6144")
    #expect(try aws.refusal("CreatePolicy", ["PolicyName": "bigger", "PolicyDocument": sized(6145)]) == tooBig)
    #expect(try aws.refusal("CreatePolicyVersion", ["PolicyArn": arn, "PolicyDocument": sized(6145)]) == tooBig)
    #expect(
      try aws.refusal(
        "CreatePolicy",
        ["PolicyName": "p", "PolicyDocument": String(repeating: " ", count: 131_073)]
      ) == .constraint("policyDocument", "have length less than or equal to 131072")
    )
  }

  static let ofAPolicy: [(String, [String: String], String)] = [
    ("GetPolicy", [:], "was not found."), ("DeletePolicy", [:], "was not found."),
    ("ListPolicyVersions", [:], "was not found."), ("ListPolicyTags", [:], "was not found."),
    ("TagPolicy", ["Tags.member.1.Key": "a", "Tags.member.1.Value": "b"], "was not found."),
    ("UntagPolicy", ["TagKeys.member.1": "a"], "was not found."),
    ("ListEntitiesForPolicy", [:], "does not exist or is not attachable."),
    ("GetPolicyVersion", ["VersionId": "v1"], "version v1 does not exist or is not attachable."),
    ("SetDefaultPolicyVersion", ["VersionId": "v9"], "version v9 does not exist or is not attachable."),
    ("DeletePolicyVersion", ["VersionId": "v1"], "version v1 does not exist or is not attachable."),
    ("AttachRolePolicy", ["RoleName": "deploy"], "does not exist or is not attachable."),
    ("DetachRolePolicy", ["RoleName": "deploy"], "was not found."),
  ]

  @Test("a policy that is not there is told in the words of the action", arguments: ofAPolicy)
  func missing(action: String, parameters: [String: String], ending: String) throws {
    let aws = try Administration()
    #expect(
      try aws.refusal(action, parameters.merging(["PolicyArn": Self.none]) { $1 })
        == .noEntity("Policy \(Self.none) \(ending)")
    )
    guard action != "DetachRolePolicy" else { return }
    for text in ["this-is-no-arn-at-all", "arn:aws:iam::111122223333:role/deploy"] {
      #expect(
        try aws.refusal(action, parameters.merging(["PolicyArn": text]) { $1 })
          == .iam("ValidationError", 400, "ARN \(text) is not valid.")
      )
    }
  }

  @Test("a version is named as AWS names them")
  func versionID() throws {
    let aws = try Administration()
    let arn = try aws.makePolicy()
    for action in ["GetPolicyVersion", "SetDefaultPolicyVersion", "DeletePolicyVersion"] {
      #expect(
        try aws.refusal(action, ["PolicyArn": arn, "VersionId": "1"])
          == .constraint("versionId", #"satisfy regular expression pattern: v[1-9][0-9]*(\.[A-Za-z0-9-]*)?"#)
      )
      #expect(
        try aws.refusal(action, ["PolicyArn": arn, "VersionId": "v2"])
          == .noEntity("Policy \(arn) version v2 does not exist or is not attachable.")
      )
    }
  }

  @Test("AWS's own policies are read and attached, and never changed")
  func awsManaged() throws {
    let aws = try Administration()
    let named = ["PolicyArn": Self.aws]
    #expect(try aws.ask("GetPolicy", named).text("Policy", "PolicyName") == "ReadOnlyAccess")
    let version = try #require(try aws.ask("GetPolicy", named).text("Policy", "DefaultVersionId"))
    let shown = try aws.ask("GetPolicyVersion", named.merging(["VersionId": version]) { $1 })
    #expect(shown.text("PolicyVersion", "Document")?.utf8.starts(with: "%7B".utf8) == true)
    try aws.ask("AttachRolePolicy", named.merging(["RoleName": "deploy"]) { $1 })
    #expect(try aws.ask("GetPolicy", named).text("Policy", "AttachmentCount") == "1")
    func denied(_ text: String) -> QueryError { .iam("AccessDenied", 403, text) }
    #expect(
      try aws.refusal("CreatePolicyVersion", named.merging(["PolicyDocument": Administration.reading]) { $1 })
        == denied("Cannot update policies outside your own account.")
    )
    #expect(try aws.refusal("DeletePolicy", named) == denied("Cannot delete policies outside your own account."))
    #expect(
      try aws.refusal("DeletePolicyVersion", named.merging(["VersionId": version]) { $1 })
        == denied("Cannot delete policy versions for policies outside your own account.")
    )
    for (action, parameters) in [
      ("SetDefaultPolicyVersion", ["VersionId": version]),
      ("TagPolicy", ["Tags.member.1.Key": "a", "Tags.member.1.Value": "b"]), ("UntagPolicy", ["TagKeys.member.1": "a"]),
    ] {
      #expect(try aws.refusal(action, named.merging(parameters) { $1 }).code == "AccessDenied")
    }
    // One that AWS has and this AWS has not: the client hears AWS's words, the log says which it is.
    let unknown = "arn:aws:iam::aws:policy/AWSSomethingElseAccess"
    #expect(
      try aws.refusal("AttachRolePolicy", ["RoleName": "deploy", "PolicyArn": unknown])
        == .noEntity("Policy \(unknown) does not exist or is not attachable.")
    )
    #expect(aws.world.book.text.contains("this AWS does not have the AWS managed policy \(unknown); AWS itself may"))
  }

  @Test("policies are listed by owner, path and use")
  func list() throws {
    let aws = try Administration()
    let (a, b, c) = (try aws.makePolicy("a"), try aws.makePolicy("B", ["Path": "/team/"]), try aws.makePolicy("c"))
    try aws.ask("AttachRolePolicy", ["RoleName": "deploy", "PolicyArn": a])
    try aws.ask("PutRolePermissionsBoundary", ["RoleName": "deploy", "PermissionsBoundary": c])
    func names(_ parameters: [String: String]) throws -> [String] {
      try aws.ask("ListPolicies", parameters.merging(["MaxItems": "1000"]) { $1 }).texts("Policies", "PolicyName")
    }
    #expect(Set(try names(["Scope": "Local"])) == ["a", "B", "c"])
    #expect(try names(["Scope": "Local", "PathPrefix": "/team/"]) == ["B"])
    #expect(try names(["Scope": "Local", "PolicyUsageFilter": "PermissionsPolicy", "OnlyAttached": "true"]) == ["a"])
    #expect(try names(["Scope": "Local", "PolicyUsageFilter": "PermissionsBoundary"]) == ["c"])
    #expect(try names(["OnlyAttached": "true"]).contains("a"))
    #expect(try names(["Scope": "AWS"]).contains("AdministratorAccess"))
    #expect(!(try names(["Scope": "AWS"]).contains("a")))
    #expect(Set(try names([:])).isSuperset(of: ["a", "B", "c", "AdministratorAccess"]))
    #expect(
      try aws.pages("ListPolicies", size: 10) { $0.texts("Policies", "Arn") }.joined().count == (try names([:]).count)
    )
    let entry = try aws.ask("ListPolicies", ["Scope": "Local"]).child("Policies")?.children.first
    #expect(entry?.names.isDisjoint(with: ["Tags", "Description"]) == true)
    #expect(try aws.refusal("ListPolicies", ["Scope": "all"]) == .constraint("scope", "satisfy enum value set"))
    #expect(try aws.refusal("ListPolicies", ["OnlyAttached": "yes"]).code == "MalformedInput")
    _ = b
  }

  @Test("tags of a policy: keys that differ in case are two")
  func tags() throws {
    let aws = try Administration()
    let named = ["PolicyArn": try aws.makePolicy("p", Administration.tags([("Team", "shop")]))]
    try aws.ask("TagPolicy", named.merging(Administration.tags([("team", "till"), ("Team", "web")])) { $1 })
    #expect(try aws.pages("ListPolicyTags", named, size: 1, \.tagTexts) == [["Team=web"], ["team=till"]])
    try aws.ask("UntagPolicy", named.merging(["TagKeys.member.1": "Team"]) { $1 })
    #expect(try aws.ask("ListPolicyTags", named).tagTexts == ["team=till"])
    let twice = Administration.tags([("a", "1"), ("a", "2")])
    let error = QueryError.iam("InvalidInput", 400, "Duplicate tag keys found.")
    #expect(try aws.refusal("TagPolicy", named.merging(twice) { $1 }) == error)
    let making = ["PolicyName": "q", "PolicyDocument": Administration.reading]
    #expect(try aws.refusal("CreatePolicy", making.merging(twice) { $1 }) == error)
  }
}
