import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessServer
import KeylessSource
import Testing

@Suite("IAM: roles")
struct RoleTests {
  private static let boundary = "arn:aws:iam::aws:policy/PowerUserAccess"

  @Test("a new role is answered without what AWS leaves out, and shown with everything")
  func createAndGet() throws {
    let aws = try Administration()
    let bare = try #require(try aws.makeRole("bare").child("Role"))
    #expect(bare.names == ["Path", "RoleName", "RoleId", "Arn", "CreateDate", "AssumeRolePolicyDocument"])
    #expect(bare.string("Arn") == "arn:aws:iam::111122223333:role/bare")
    let id = try #require(bare.string("RoleId"))
    #expect(UniqueID(id)?.kind == .role)

    var parameters = ["Path": "/ci/prod/", "Description": "déploie", "MaxSessionDuration": "7200"]
    parameters["PermissionsBoundary"] = Self.boundary
    parameters.merge(Administration.tags([("Team", "shop"), ("Empty", "")])) { $1 }
    let made = try #require(try aws.makeRole("Full", parameters).child("Role"))
    #expect(made.string("Arn") == "arn:aws:iam::111122223333:role/ci/prod/Full")
    #expect(made.names.isDisjoint(with: ["MaxSessionDuration", "RoleLastUsed"]))
    #expect(made.text("PermissionsBoundary", "PermissionsBoundaryType") == "Policy")
    #expect(made.tagTexts == ["Empty=", "Team=shop"])

    let shown = try #require(try aws.ask("GetRole", ["RoleName": "FULL"]).child("Role"))
    #expect(shown.string("RoleName") == "Full")
    #expect(shown.string("Description") == "déploie")
    #expect(shown.integer("MaxSessionDuration") == 7200)
    #expect(shown.text("PermissionsBoundary", "PermissionsBoundaryArn") == Self.boundary)
    #expect(shown.child("RoleLastUsed")?.children.isEmpty == true)
    #expect(shown.tagTexts == ["Empty=", "Team=shop"])
    let document = try #require(shown.string("AssumeRolePolicyDocument"))
    #expect(document.utf8.starts(with: "%7B%22Version%22%3A%222012-10-17%22".utf8))
    #expect(try aws.ask("GetRole", ["RoleName": "bare"]).text("Role", "MaxSessionDuration") == "3600")
  }

  @Test("a role that was used says when and where")
  func lastUsed() throws {
    let aws = try Administration()
    let session = Signing(try aws.world.session())
    _ = try aws.world.identity(of: session)
    let shown = try #require(try aws.ask("GetRole", ["RoleName": "deploy"]).child("Role")?.child("RoleLastUsed"))
    #expect(shown.time("LastUsedDate") == Forges.now)
    #expect(shown.string("Region") == World.region)
  }

  @Test("a name is taken whatever its case and path")
  func nameTaken() throws {
    let aws = try Administration()
    for name in ["deploy", "DEPLOY", "release"] {
      let parameters = ["RoleName": name, "AssumeRolePolicyDocument": Administration.trust, "Path": "/other/"]
      #expect(
        try aws.refusal("CreateRole", parameters)
          == .iam("EntityAlreadyExists", 409, "Role with name \(name) already exists.")
      )
    }
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var parameter: String
    var value: String
    var error: QueryError

    var testDescription: String { "\(parameter): \(error.message)" }

    init(_ parameter: String, _ value: String, _ error: QueryError) {
      self.parameter = parameter
      self.value = value
      self.error = error
    }

    /// IAM's sentence for a broken constraint.
    init(_ parameter: String, _ value: String, constraint: String) {
      let printed = parameter.prefix(1).lowercased() + parameter.dropFirst()
      self.init(parameter, value, QueryError.constraint(printed, constraint))
    }

    /// IAM's sentences for names and paths.
    init(_ parameter: String, _ value: String, invalid: String) {
      let printed = parameter.prefix(1).lowercased() + parameter.dropFirst()
      let message = "The specified value for \(printed) is invalid. It must \(invalid)"
      self.init(parameter, value, QueryError.iam("ValidationError", 400, message))
    }
  }

  private static let noPolicy = "arn:aws:iam::111122223333:policy/none"

  static let bounds: [Refusal] = [
    Refusal("RoleName", String(repeating: "n", count: 65), constraint: "have length less than or equal to 64"),
    Refusal("RoleName", "", constraint: "have length greater than or equal to 1"),
    Refusal("RoleName", "a b", invalid: "contain only alphanumeric characters and/or the following: +=,.@_-"),
    Refusal("MaxSessionDuration", "3599", constraint: "have value greater than or equal to 3600"),
    Refusal("MaxSessionDuration", "43201", constraint: "have value less than or equal to 43200"),
    Refusal(
      "Path",
      "no/slash",
      invalid: "begin and end with / and contain only alphanumeric characters and/or / characters."
    ),
    Refusal(
      "Path",
      "/" + String(repeating: "p", count: 511) + "/",
      constraint: "have length less than or equal to 512"
    ),
    Refusal("Description", String(repeating: "d", count: 1001), constraint: "have length less than or equal to 1000"),
    Refusal(
      "Description",
      "Ω",
      constraint: #"satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*"#
    ),
    Refusal("PermissionsBoundary", "arn:aws:x", constraint: "have length greater than or equal to 20"),
    Refusal("PermissionsBoundary", World.deploy, .iam("InvalidInput", 400, "ARN \(World.deploy) is not valid.")),
    Refusal(
      "PermissionsBoundary",
      noPolicy,
      .noEntity("Scope ARN: \(noPolicy) does not exist or is not attachable.")
    ),
    Refusal("AssumeRolePolicyDocument", "", constraint: "have length greater than or equal to 1"),
  ]

  @Test("a parameter out of bounds is refused in IAM's words, without its value", arguments: bounds)
  func outOfBounds(_ refusal: Refusal) throws {
    let aws = try Administration()
    var parameters = ["RoleName": "made", "AssumeRolePolicyDocument": Administration.trust]
    parameters[refusal.parameter] = refusal.value
    let answer = try aws.refusal("CreateRole", parameters)
    #expect(answer.code == refusal.error.code)
    // An empty document breaks its pattern too, which is told beside.
    let text = String(refusal.error.message.dropFirst("1 validation error detected: ".count))
    #expect(answer == refusal.error || answer.message.contains(text))
    #expect(aws.world.accounts.snapshot[World.account].role(named: "made") == nil)
  }

  @Test("missing parameters are told together")
  func missing() throws {
    let aws = try Administration()
    #expect(
      try aws.refusal("CreateRole").message
        == "2 validation errors detected: Value at 'assumeRolePolicyDocument' failed to satisfy constraint: Member must "
        + "not be null; Value at 'roleName' failed to satisfy constraint: Member must not be null"
    )
  }

  @Test("an update keeps what it does not name")
  func update() throws {
    let aws = try Administration()
    try aws.makeRole("made", ["Description": "first", "MaxSessionDuration": "7200"])
    let named = ["RoleName": "made"]
    func shown() throws -> WireElement { try #require(try aws.ask("GetRole", named).child("Role")) }

    #expect(
      try aws.answer("UpdateRole", named.merging(["MaxSessionDuration": "3600"]) { $1 }).body.contains(
        "<UpdateRoleResult>"
      )
    )
    #expect(try shown().string("Description") == "first")
    #expect(try shown().integer("MaxSessionDuration") == 3600)
    try aws.ask("UpdateRole", named.merging(["Description": "second"]) { $1 })
    #expect(try shown().string("Description") == "second")
    try aws.ask("UpdateRole", named)
    #expect(try shown().string("Description") == "second")

    let answer = try #require(
      try aws.ask("UpdateRoleDescription", named.merging(["Description": "third"]) { $1 }).child("Role")
    )
    #expect(answer.string("Description") == "third")
    #expect(answer.child("MaxSessionDuration") == nil)
    try aws.ask("UpdateRoleDescription", named.merging(["Description": ""]) { $1 })
    #expect(try shown().child("Description") == nil)
    #expect(try aws.refusal("UpdateRoleDescription", named) == .constraint("description", "not be null"))
  }

  @Test("whom a role trusts can be changed, and sessions go on")
  func updateTrust() throws {
    let aws = try Administration()
    let session = Signing(try aws.world.session())
    let named = ["RoleName": "deploy"]
    let answer = try aws.answer(
      "UpdateAssumeRolePolicy",
      named.merging(["PolicyDocument": Administration.trust]) { $1 }
    )
    #expect(answer.status == 200)
    #expect(!answer.body.contains("UpdateAssumeRolePolicyResult"))
    #expect(try aws.world.exchange(aws.world.token()).error().code == "AccessDenied")
    #expect(try aws.world.identity(of: session).contains("assumed-role/deploy/"))
    #expect(
      try aws.refusal("UpdateAssumeRolePolicy", named.merging(["PolicyDocument": "{}"]) { $1 }).code
        == "MalformedPolicyDocument"
    )
  }

  @Test("a role with policies cannot be deleted; one without can, and its sessions die")
  func delete() throws {
    let aws = try Administration()
    let named = ["RoleName": "deploy"]
    let session = Signing(try aws.world.session())
    try aws.ask("PutRolePolicy", named.merging(["PolicyName": "p", "PolicyDocument": Administration.reading]) { $1 })
    try aws.ask("AttachRolePolicy", named.merging(["PolicyArn": Self.boundary]) { $1 })
    #expect(
      try aws.refusal("DeleteRole", named)
        == .iam("DeleteConflict", 409, "Cannot delete entity, must detach all policies first.")
    )
    try aws.ask("DetachRolePolicy", named.merging(["PolicyArn": Self.boundary]) { $1 })
    #expect(
      try aws.refusal("DeleteRole", named)
        == .iam("DeleteConflict", 409, "Cannot delete entity, must delete policies first.")
    )
    try aws.ask("DeleteRolePolicy", named.merging(["PolicyName": "p"]) { $1 })
    #expect(try aws.ask("ListInstanceProfilesForRole", named).child("InstanceProfiles")?.children.isEmpty == true)
    try aws.ask("DeleteRole", named)
    #expect(try aws.refusal("GetRole", named) == .noEntity("The role with name deploy cannot be found."))
    #expect(
      try aws.world.call("GetCallerIdentity", as: session).error("GetCallerIdentity").code == "InvalidClientTokenId"
    )
  }

  static let ofARole: [(String, [String: String])] = [
    ("GetRole", [:]), ("UpdateRole", [:]), ("UpdateRoleDescription", ["Description": "x"]), ("DeleteRole", [:]),
    ("UpdateAssumeRolePolicy", ["PolicyDocument": Administration.trust]),
    ("TagRole", ["Tags.member.1.Key": "a", "Tags.member.1.Value": "b"]), ("UntagRole", ["TagKeys.member.1": "a"]),
    ("ListRoleTags", [:]),
    ("PutRolePermissionsBoundary", ["PermissionsBoundary": "arn:aws:iam::aws:policy/PowerUserAccess"]),
    ("DeleteRolePermissionsBoundary", [:]), ("ListInstanceProfilesForRole", [:]),
    ("PutRolePolicy", ["PolicyName": "p", "PolicyDocument": Administration.reading]),
    ("GetRolePolicy", ["PolicyName": "p"]), ("DeleteRolePolicy", ["PolicyName": "p"]), ("ListRolePolicies", [:]),
    ("AttachRolePolicy", ["PolicyArn": "arn:aws:iam::aws:policy/PowerUserAccess"]),
    ("DetachRolePolicy", ["PolicyArn": "arn:aws:iam::aws:policy/PowerUserAccess"]), ("ListAttachedRolePolicies", [:]),
  ]

  @Test("a role that is not there is not found", arguments: ofARole)
  func missingRole(action: String, parameters: [String: String]) throws {
    let aws = try Administration()
    #expect(
      try aws.refusal(action, parameters.merging(["RoleName": "nobody"]) { $1 })
        == .noEntity("The role with name nobody cannot be found.")
    )
  }

  @Test("a boundary is put, shown, and taken away again")
  func boundary() throws {
    let aws = try Administration()
    let named = ["RoleName": "deploy"]
    let put = "PutRolePermissionsBoundary"
    try aws.ask(put, named.merging(["PermissionsBoundary": Self.boundary]) { $1 })
    func shown() throws -> String? {
      try aws.ask("GetRole", named).child("Role")?.text("PermissionsBoundary", "PermissionsBoundaryArn")
    }
    #expect(try shown() == Self.boundary)
    let none = "arn:aws:iam::111122223333:policy/none"
    #expect(
      try aws.refusal(put, named.merging(["PermissionsBoundary": none]) { $1 })
        == .noEntity("Scope ARN: \(none) does not exist or is not attachable.")
    )
    let role = "arn:aws:iam::111122223333:not_a_policy/invalid"
    #expect(
      try aws.refusal(put, named.merging(["PermissionsBoundary": role]) { $1 })
        == .iam("InvalidInput", 400, "ARN \(role) is not valid.")
    )
    #expect(try shown() == Self.boundary)
    try aws.ask("DeleteRolePermissionsBoundary", named)
    try aws.ask("DeleteRolePermissionsBoundary", named)
    #expect(try shown() == nil)
  }

  @Test("roles are listed below a path, in pages that neither repeat nor lose one")
  func list() throws {
    let aws = try Administration()
    for number in 0..<7 { try aws.makeRole("Many-\(number)", ["Path": "/many/"]) }
    let below = ["PathPrefix": "/many/"]
    let pages = try aws.pages("ListRoles", below, size: 3) { $0.texts("Roles", "RoleName") }
    #expect(pages == [["Many-0", "Many-1", "Many-2"], ["Many-3", "Many-4", "Many-5"], ["Many-6"]])
    let first = try aws.ask("ListRoles", below.merging(["MaxItems": "3"]) { $1 })
    let entry = try #require(first.child("Roles")?.children.first)
    #expect(entry.names.isSuperset(of: ["AssumeRolePolicyDocument", "MaxSessionDuration"]))
    #expect(entry.names.isDisjoint(with: ["PermissionsBoundary", "RoleLastUsed", "Tags"]))

    // Between two pages one is deleted that was delivered, and one is made that comes later.
    let marker = try #require(first.string("Marker"))
    try aws.ask("DeleteRole", ["RoleName": "Many-2"])
    try aws.makeRole("many-35", ["Path": "/many/"])
    let second = try aws.ask("ListRoles", below.merging(["MaxItems": "3", "Marker": marker]) { $1 })
    #expect(second.texts("Roles", "RoleName") == ["Many-3", "many-35", "Many-4"])
    #expect(try aws.ask("ListRoles").texts("Roles", "RoleName").contains("deploy"))
  }

  @Test("a marker or a size that no list gave is refused")
  func badPages() throws {
    let aws = try Administration()
    let invalid = QueryError.iam("ValidationError", 400, "Invalid Marker.")
    for marker in ["x", "AAAA", "bm90IG91cnM=", "!"] {
      #expect(try aws.refusal("ListRoles", ["Marker": marker]) == invalid)
    }
    #expect(
      try aws.refusal("ListRoles", ["Marker": String(repeating: "A", count: 321)])
        == .constraint("marker", "have length less than or equal to 320")
    )
    #expect(
      try aws.refusal("ListRoles", ["MaxItems": "0"])
        == .constraint("maxItems", "have value greater than or equal to 1")
    )
    #expect(
      try aws.refusal("ListRoles", ["MaxItems": "1001"])
        == .constraint("maxItems", "have value less than or equal to 1000")
    )
    #expect(try aws.refusal("ListRoles", ["MaxItems": "many"]).code == "MalformedInput")
    #expect(
      try aws.refusal("ListRoles", ["PathPrefix": "many/"])
        == .constraint("pathPrefix", #"satisfy regular expression pattern: \u002F[\u0021-\u007F]*"#)
    )
  }

  @Test("a trust policy that is none is refused, and so is one that is too long")
  func malformed() throws {
    let aws = try Administration()
    func refusal(_ document: String) throws -> QueryError {
      try aws.refusal("CreateRole", ["RoleName": "made", "AssumeRolePolicyDocument": document])
    }
    func malformed(_ message: String) -> QueryError { .iam("MalformedPolicyDocument", 400, message) }
    #expect(try refusal("no json") == malformed("This policy contains invalid Json"))
    let resource: JSON = [
      "Effect": "Allow", "Principal": ["AWS": "*"], "Action": "sts:AssumeRole", "Resource": "*",
    ]
    #expect(try refusal(World.policy(resource)) == malformed("Has prohibited field Resource"))
    #expect(
      try refusal(World.policy(World.trust("*", ["s3:GetObject"])))
        == malformed("AssumeRole policy may only specify STS AssumeRole actions.")
    )
    let long = World.policy(
      World.trust(
        "arn:aws:iam::111122223333:root",
        when: ["StringEquals": ["aws:PrincipalTag/x": .string(String(repeating: "v", count: 2048))]]
      )
    )
    #expect(try refusal(long) == .iam("LimitExceeded", 409, "Cannot exceed quota for ACLSizePerRole: 2048"))
    // White space does not count.
    try aws.makeRole("airy", ["AssumeRolePolicyDocument": Administration.trust + String(repeating: " ", count: 4000)])
  }

  @Test("a trust policy says whom it lets in or keeps out, never whom it does not mean")
  func notPrincipal() throws {
    let aws = try Administration()
    let refused = QueryError.iam("MalformedPolicyDocument", 400, "Has prohibited field NotPrincipal")
    for effect in ["Allow", "Deny"] {
      func text(_ element: String) -> String {
        let statement = JSON.object([
          .init("Effect", .string(effect)), .init(element, ["AWS": "111122223333"]), .init("Action", "sts:AssumeRole"),
        ])
        return World.policy(World.trust("arn:aws:iam::111122223333:root"), statement)
      }
      let named = ["RoleName": "made-\(effect)", "AssumeRolePolicyDocument": text("NotPrincipal")]
      #expect(try aws.refusal("CreateRole", named) == refused)
      let update = ["RoleName": "deploy", "PolicyDocument": text("NotPrincipal")]
      #expect(try aws.refusal("UpdateAssumeRolePolicy", update) == refused)
      try aws.makeRole("made-\(effect)", ["AssumeRolePolicyDocument": text("Principal")])
    }
  }

  @Test("a principal that is not there is refused where the account is ours to know")
  func strangers() throws {
    let aws = try Administration()
    func create(_ principal: String) throws -> ServerAnswer {
      try aws.answer(
        "CreateRole",
        [
          "RoleName": "r\(principal.utf8.count)",
          "AssumeRolePolicyDocument": World.policy(World.trust(principal)),
        ]
      )
    }
    for principal in [
      "arn:aws:iam::111122223333:role/nobody", "arn:aws:iam::111122223333:user/nobody",
      "arn:aws:iam::444455556666:role/nobody", "arn:aws:iam::111122223333:role/Deploy",
      "arn:aws:sts::111122223333:assumed-role/nobody/session",
    ] {
      #expect(
        try create(principal).error("CreateRole")
          == .iam("MalformedPolicyDocument", 400, "Invalid principal in policy: \"AWS\":\"\(principal)\"")
      )
    }
    for principal in [
      World.deploy, World.elsewhere, World.userARN("admin"), "arn:aws:iam::999988887777:role/whoever",
      "arn:aws:sts::111122223333:assumed-role/deploy/any-session",
    ] {
      let answer = try create(principal)
      #expect(answer.status == 200, "\(principal): \(answer.body)")
      _ = try? aws.ask("DeleteRole", ["RoleName": "r\(principal.utf8.count)"])
    }
  }
}
