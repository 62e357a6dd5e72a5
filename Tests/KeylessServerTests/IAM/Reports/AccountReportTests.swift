import HTTPTypes
import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessSource
import Testing

@Suite("reports about an account")
struct AccountReportTests {
  private static let names = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"]

  private static func details(_ desk: IAMDesk, _ parameters: [String: String] = [:]) throws -> [String: [WireElement]] {
    var all: [String: [WireElement]] = [:]
    var marker: String?
    var rounds = 0
    repeat {
      let more = marker.map { ["Marker": $0] } ?? [:]
      let page = try desk.ask("GetAccountAuthorizationDetails", parameters.merging(more) { $1 })
      for name in names {
        #expect(page.has(name))
        all[name, default: []] += page.members(name)
      }
      marker = page.string("Marker")
      rounds += 1
    } while marker != nil && rounds < 100
    return all
  }

  private static func furnished() throws -> IAMDesk {
    let desk = try IAMDesk.make()
    let own = try desk.world.addPolicy("own", World.allow("s3:GetObject"))
    _ = try desk.world.addPolicy("unused", World.allow("s3:GetObject"))
    try desk.world.addUser("ann", World.allow("iam:GetUser"), boundary: own, tags: [ResourceTag("Team", "shop")])
    try desk.ask("AttachUserPolicy", ["UserName": "ann", "PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"])
    try desk.world.addRole("worker", trusting: [World.trust(World.account)], World.allow("s3:PutObject"))
    return desk
  }

  @Test("the details have every user, role and policy with its documents, those of AWS only where somebody has them")
  func details() throws {
    let all = try Self.details(Self.furnished())
    let users = try #require(all["UserDetailList"])
    #expect(users.compactMap { $0.string("UserName") } == ["ann", "root-ish"])
    let ann = users[0]
    #expect(ann.texts("UserPolicyList", "PolicyName") == ["p0"])
    #expect(ann.texts("UserPolicyList", "PolicyDocument")[0].hasPrefix("%7B%22Version%22%3A%222012-10-17%22"))
    #expect(ann.texts("AttachedManagedPolicies", "PolicyName") == ["ReadOnlyAccess"])
    #expect(
      ann.child("PermissionsBoundary")?.string("PermissionsBoundaryArn") == "arn:aws:iam::111122223333:policy/own"
    )
    #expect(ann.texts("Tags", "Value") == ["shop"])
    #expect(ann.has("GroupList") && ann.members("GroupList").isEmpty)
    #expect(all["GroupDetailList"]?.isEmpty == true)

    let roles = try #require(all["RoleDetailList"])
    #expect(roles.compactMap { $0.string("RoleName") } == ["deploy", "open", "Release", "worker"])
    let worker = roles[3]
    #expect(worker.string("AssumeRolePolicyDocument")?.hasPrefix("%7B%22Version%22") == true)
    #expect(worker.texts("RolePolicyList", "PolicyName") == ["p0"])
    #expect(worker.has("InstanceProfileList") && worker.has("RoleLastUsed") && worker.has("AttachedManagedPolicies"))

    let policies = try #require(all["Policies"])
    #expect(policies.compactMap { $0.string("PolicyName") } == ["own", "unused", "ReadOnlyAccess"])
    #expect(policies.map { $0.integer("AttachmentCount") } == [0, 0, 1])
    #expect(policies.map { $0.integer("PermissionsBoundaryUsageCount") } == [1, 0, 0])
    #expect(policies[0].texts("PolicyVersionList", "VersionId") == ["v1"])
    #expect(policies[0].texts("PolicyVersionList", "IsDefaultVersion") == ["true"])
    #expect(policies[0].string("DefaultVersionId") == "v1")
  }

  @Test("the details come in pages of any size with the same content")
  func pages() throws {
    let desk = try Self.furnished()
    func names(_ parameters: [String: String]) throws -> [String] {
      let all = try Self.details(desk, parameters)
      return (all["UserDetailList"] ?? []).compactMap { $0.string("UserName") }
        + (all["RoleDetailList"] ?? []).compactMap { $0.string("RoleName") }
        + (all["Policies"] ?? []).compactMap { $0.string("PolicyName") }
    }
    let whole = try names([:])
    #expect(whole.count == 9)
    for size in 1...4 { #expect(try names(["MaxItems": "\(size)"]) == whole, "\(size)") }
    try desk.expect("ValidationError", 400, "Invalid Marker.", "GetAccountAuthorizationDetails", ["Marker": "nonsense"])
  }

  @Test(
    "a filter leaves the other lists empty",
    arguments: [
      ("User", [2, 0, 0]), ("Role", [0, 4, 0]), ("Group", [0, 0, 0]), ("LocalManagedPolicy", [0, 0, 2]),
      ("AWSManagedPolicy", [0, 0, 1]),
    ]
  )
  func filter(kind: String, counts: [Int]) throws {
    let all = try Self.details(Self.furnished(), ["Filter.member.1": kind])
    #expect(["UserDetailList", "RoleDetailList", "Policies"].map { all[$0]?.count } == counts)
  }

  @Test("a filter of no kind is refused")
  func badFilter() throws {
    try Self.furnished().expect(
      "ValidationError",
      400,
      "1 validation error detected: Value at 'filter' failed to satisfy constraint: Member must satisfy constraint: "
        + "[Member must satisfy enum value set]",
      "GetAccountAuthorizationDetails",
      ["Filter.member.1": "Robot"]
    )
  }

  @Test("the summary counts what is there and is a map")
  func summary() throws {
    let desk = try Self.furnished()
    let map = try #require(try desk.ask("GetAccountSummary").child("SummaryMap"))
    var summary: [String: String] = [:]
    for entry in map.children {
      #expect(entry.name == "entry")
      summary[entry.string("key") ?? ""] = entry.string("value")
    }
    #expect(summary["Users"] == "2")
    #expect(summary["Roles"] == "4")
    #expect(summary["Policies"] == "2")
    #expect(summary["Providers"] == "3")
    #expect(summary["AccessKeysPerUserQuota"] == "2")
    #expect(summary.count == 34)
    let json = try desk.world.call("GetAccountSummary", as: desk.signing, service: .iam) {
      $0.headers[.accept] = "application/json"
    }
    #expect(json.body.contains("\"SummaryMap\":{\"Users\":2,"))
  }

  @Test("there are no aliases and no rules for passwords")
  func absent() throws {
    let desk = try IAMDesk.make()
    #expect(try desk.ask("ListAccountAliases").has("AccountAliases"))
    try desk.expect(
      "NoSuchEntity",
      404,
      "The Password Policy with domain name 111122223333 cannot be found.",
      "GetAccountPasswordPolicy"
    )
  }
}
