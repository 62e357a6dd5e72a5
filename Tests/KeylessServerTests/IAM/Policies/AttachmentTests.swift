import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessServer
import Testing

@Suite("IAM: policies attached to roles")
struct AttachmentTests {
  private static let named = ["RoleName": "deploy"]

  @Test("a policy is attached, again without harm, counted, and keeps its policy from being deleted")
  func lifeCycle() throws {
    let aws = try Administration()
    let arn = try aws.makePolicy("p", ["Path": "/team/"])
    let both = Self.named.merging(["PolicyArn": arn]) { $1 }
    try aws.ask("AttachRolePolicy", both)
    try aws.ask("AttachRolePolicy", both)
    try aws.ask("AttachRolePolicy", Self.named.merging(["PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"]) { $1 })
    let list = try aws.ask("ListAttachedRolePolicies", Self.named)
    #expect(list.texts("AttachedPolicies", "PolicyName") == ["p", "ReadOnlyAccess"])
    #expect(list.string("IsTruncated") == "false")
    #expect(
      try aws.ask("ListAttachedRolePolicies", Self.named.merging(["PathPrefix": "/team/"]) { $1 })
        .texts("AttachedPolicies", "PolicyArn") == [arn]
    )
    #expect(
      try aws.pages("ListAttachedRolePolicies", Self.named, size: 1) { $0.texts("AttachedPolicies", "PolicyName") } == [
        ["p"], ["ReadOnlyAccess"],
      ]
    )
    #expect(try aws.ask("GetPolicy", ["PolicyArn": arn]).text("Policy", "AttachmentCount") == "1")
    let inUse = QueryError.iam("DeleteConflict", 409, "Cannot delete a policy attached to entities.")
    #expect(try aws.refusal("DeletePolicy", ["PolicyArn": arn]) == inUse)
    try aws.ask("DetachRolePolicy", both)
    #expect(try aws.refusal("DetachRolePolicy", both) == .noEntity("Policy \(arn) was not found."))
    try aws.ask("PutRolePermissionsBoundary", Self.named.merging(["PermissionsBoundary": arn]) { $1 })
    #expect(try aws.ask("GetPolicy", ["PolicyArn": arn]).text("Policy", "PermissionsBoundaryUsageCount") == "1")
    #expect(try aws.refusal("DeletePolicy", ["PolicyArn": arn]) == inUse)
    try aws.ask("DeleteRolePermissionsBoundary", Self.named)
    try aws.ask("DeletePolicy", ["PolicyArn": arn])
  }

  @Test("ten policies, and not one more")
  func quota() throws {
    let aws = try Administration()
    let arns = try (0..<11).map { try aws.makePolicy("p\($0)") }
    for arn in arns.dropLast() { try aws.ask("AttachRolePolicy", Self.named.merging(["PolicyArn": arn]) { $1 }) }
    #expect(
      try aws.refusal("AttachRolePolicy", Self.named.merging(["PolicyArn": arns[10]]) { $1 })
        == .iam("LimitExceeded", 409, "Cannot exceed quota for PoliciesPerRole: 10")
    )
    try aws.ask("AttachRolePolicy", Self.named.merging(["PolicyArn": arns[3]]) { $1 })
  }

  @Test("who uses a policy: users and roles, by kind, path and use, in pages")
  func entities() throws {
    let aws = try Administration()
    let arn = try aws.makePolicy("p")
    for name in ["r1", "r2", "R3"] {
      try aws.makeRole(name, ["Path": "/x/"])
      try aws.ask("AttachRolePolicy", ["RoleName": name, "PolicyArn": arn])
    }
    try aws.ask("PutRolePermissionsBoundary", ["RoleName": "deploy", "PermissionsBoundary": arn])
    try aws.world.accounts.put(
      .user(
        User(
          arn: World.userARN("u"),
          account: World.account,
          path: "/",
          name: "u",
          uniqueID: "AIDAEXAMPLEU",
          created: 0,
          permissions: Permissions(boundary: arn)
        )
      )
    )
    func entities(_ more: [String: String] = [:]) throws -> Set<String> {
      let result = try aws.ask("ListEntitiesForPolicy", more.merging(["PolicyArn": arn]) { $1 })
      #expect(result.child("PolicyGroups")?.children.isEmpty == true)
      return Set(result.texts("PolicyUsers", "UserName") + result.texts("PolicyRoles", "RoleName"))
    }
    #expect(try entities() == ["r1", "r2", "R3", "deploy", "u"])
    #expect(try entities(["EntityFilter": "User"]) == ["u"])
    #expect(try entities(["EntityFilter": "Role", "PolicyUsageFilter": "PermissionsPolicy"]) == ["r1", "r2", "R3"])
    #expect(try entities(["PolicyUsageFilter": "PermissionsBoundary"]) == ["deploy", "u"])
    #expect(try entities(["PathPrefix": "/x/"]) == ["r1", "r2", "R3"])
    #expect(try entities(["EntityFilter": "Group"]).isEmpty)
    let pages = try aws.pages("ListEntitiesForPolicy", ["PolicyArn": arn], size: 2) {
      $0.texts("PolicyUsers", "UserName") + $0.texts("PolicyRoles", "RoleName")
    }
    #expect(pages.map(\.count) == [2, 2, 1])
    #expect(Set(pages.joined()) == ["r1", "r2", "R3", "deploy", "u"])
  }
}
