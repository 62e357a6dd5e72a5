import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessSource
import Testing

@Suite("policy simulations")
struct SimulationTests {
  private static let ann = World.userARN("ann")

  @Test("of a user: each action is decided by the user's policies, and the deciding statements have names and places")
  func user() throws {
    let desk = try IAMDesk.make()
    try desk.world.addUser("ann", World.allow("s3:GetObject", "s3:PutObject"), World.deny("s3:PutObject"))
    try desk.ask(
      "AttachUserPolicy",
      ["UserName": "ann", "PolicyArn": "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]
    )
    let actions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
    let results = try desk.simulate(Self.ann, actions)
    #expect(results.compactMap { $0.string("EvalActionName") } == actions)
    #expect(results.decisions == ["allowed", "explicitDeny", "implicitDeny"])
    #expect(results.allSatisfy { $0.string("EvalResourceName") == "*" })
    #expect(results.allSatisfy { !$0.has("ResourceSpecificResults") && !$0.has("EvalDecisionDetails") })
    #expect(results[0].texts("MatchedStatements", "SourcePolicyId") == ["user_ann_p0", "AmazonS3ReadOnlyAccess"])
    #expect(results[0].texts("MatchedStatements", "SourcePolicyType") == ["IAM Policy", "IAM Policy"])
    #expect(results[1].texts("MatchedStatements", "SourcePolicyId") == ["user_ann_p1"])
    #expect(results[2].has("MatchedStatements") && results[2].members("MatchedStatements").isEmpty)
    // {"Version":"2012-10-17","Statement":[ has 37 characters.
    let statement = results[1].members("MatchedStatements")[0]
    #expect(statement.child("StartPosition")?.integer("Line") == 1)
    #expect(statement.child("StartPosition")?.integer("Column") == 38)
    let length = World.policy(World.deny("s3:PutObject")).utf8.count
    #expect(statement.child("EndPosition")?.integer("Column") == length - 1)
  }

  @Test("places are lines and columns behind the token before the statement, as AWS counts them")
  func positions() throws {
    let text = """
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "*",
            "Resource": "*"
          },
          {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
        ]
      }
      """
    let matched = try IAMDesk.make().simulateCustom([text])[0].members("MatchedStatements")
    let places = matched.map { element in
      ["StartPosition", "EndPosition"].flatMap { name in
        ["Line", "Column"].map { element.child(name)?.integer($0) }
      }
    }
    // The first as AWS answers for AdministratorAccess, which is written like this.
    #expect(places == [[3, 17, 8, 6], [8, 7, 9, 59]])
  }

  @Test("of a role, with resources: each resource has its own decision, and the action the worst")
  func role() throws {
    let desk = try IAMDesk.make()
    let role = try desk.world.addRole(
      "worker",
      trusting: [World.trust(World.account)],
      World.allow("s3:*", on: "arn:aws:s3:::box/*"),
      World.deny("s3:*", on: "arn:aws:s3:::box/secret")
    )
    let resources = ["arn:aws:s3:::box/x", "arn:aws:s3:::box/secret", "arn:aws:s3:::other/x"]
    let result = try desk.simulate(role, ["s3:GetObject"], Simulated.list("ResourceArns", resources))[0]
    #expect(result.string("EvalDecision") == "explicitDeny")
    #expect(result.members("MatchedStatements").isEmpty)
    #expect(result.has("EvalDecisionDetails") && result.members("EvalDecisionDetails").isEmpty)
    let specific = result.members("ResourceSpecificResults")
    #expect(specific.compactMap { $0.string("EvalResourceName") } == resources)
    #expect(specific.compactMap { $0.string("EvalResourceDecision") } == ["allowed", "explicitDeny", "implicitDeny"])
    #expect(specific[1].texts("MatchedStatements", "SourcePolicyId") == ["role_worker_p1"])
    let one = try desk.simulate(role, ["s3:GetObject"], Simulated.list("ResourceArns", [resources[0]]))[0]
    #expect(one.string("EvalResourceName") == resources[0])
    #expect(one.string("EvalDecision") == "allowed")
    #expect(one.texts("MatchedStatements", "SourcePolicyId") == ["role_worker_p0"])
  }

  @Test("a boundary, the user's or the call's, limits and is reported")
  func boundary() throws {
    let desk = try IAMDesk.make()
    try desk.world.addUser("ann", World.allow("s3:*"), boundary: "arn:aws:iam::aws:policy/IAMFullAccess")
    func simulate(_ boundaries: [String]) throws -> WireElement {
      let more = Simulated.list("PermissionsBoundaryPolicyInputList", boundaries)
      return try desk.simulate(Self.ann, ["s3:GetObject"], more)[0]
    }
    let own = try simulate([])
    #expect(own.string("EvalDecision") == "implicitDeny")
    #expect(own.child("PermissionsBoundaryDecisionDetail")?.string("AllowedByPermissionsBoundary") == "false")
    let given = try simulate([World.policy(World.allow("s3:*"))])
    #expect(given.string("EvalDecision") == "allowed")
    #expect(given.child("PermissionsBoundaryDecisionDetail")?.string("AllowedByPermissionsBoundary") == "true")
    #expect(given.texts("MatchedStatements", "SourcePolicyId") == ["user_ann_p0"])
    let denying = try simulate([World.policy(World.deny("s3:*"))])
    #expect(denying.string("EvalDecision") == "explicitDeny")
    #expect(denying.texts("MatchedStatements", "SourcePolicyId") == ["PermissionsBoundaryPolicyInputList.1"])
    let everything = World.policy(World.allow("*"))
    let two = Simulated.merged(
      ["PolicySourceArn": Self.ann],
      Simulated.list("ActionNames", ["s3:GetObject"]),
      Simulated.list("PermissionsBoundaryPolicyInputList", [everything, everything])
    )
    #expect(try desk.refusal("SimulatePrincipalPolicy", two).code == "InvalidInput")
  }

  @Test("further policies are added to those of the user")
  func further() throws {
    let desk = try IAMDesk.make()
    try desk.world.addUser("ann")
    let more = Simulated.list(
      "PolicyInputList",
      [World.policy(World.allow("sqs:*")), World.policy(World.allow("s3:*"))]
    )
    let result = try desk.simulate(Self.ann, ["s3:GetObject"], more)[0]
    #expect(result.string("EvalDecision") == "allowed")
    #expect(result.texts("MatchedStatements", "SourcePolicyId") == ["PolicyInputList.2"])
  }

  @Test("a policy of the resource has its say: it allows, denies, and in another account it must allow too")
  func resourcePolicies() throws {
    let desk = try IAMDesk.make()
    try desk.world.addUser("ann")
    try desk.world.addUser("bob", World.allow("s3:*"))
    let bob = World.userARN("bob")
    func simulate(_ source: String, _ more: [String: String]) throws -> WireElement {
      let resources = Simulated.list("ResourceArns", ["arn:aws:s3:::box/x"])
      return try desk.simulate(source, ["s3:GetObject"], Simulated.merged(resources, more))[0]
    }
    let allowed = try simulate(Self.ann, ["ResourcePolicy": Simulated.resourcePolicy(Self.ann)])
    #expect(allowed.string("EvalDecision") == "allowed")
    #expect(allowed.texts("MatchedStatements", "SourcePolicyId") == ["ResourcePolicy"])
    #expect(allowed.texts("MatchedStatements", "SourcePolicyType") == ["Resource Policy"])
    let denied = try simulate(bob, ["ResourcePolicy": Simulated.resourcePolicy(bob, "Deny")])
    #expect(denied.string("EvalDecision") == "explicitDeny")
    // As if bob had ann's policies.
    let asBob = try simulate(
      Self.ann,
      ["ResourcePolicy": Simulated.resourcePolicy(Self.ann), "CallerArn": bob]
    )
    #expect(asBob.string("EvalDecision") == "implicitDeny")

    let owner = ["ResourceOwner": "arn:aws:iam::444455556666:root"]
    let policy = ["ResourcePolicy": Simulated.resourcePolicy(Self.ann)]
    let cross = try simulate(Self.ann, Simulated.merged(owner, policy))
    #expect(cross.string("EvalDecision") == "implicitDeny")
    var details: [String: String] = [:]
    for entry in cross.child("EvalDecisionDetails")?.children ?? [] {
      details[entry.string("key") ?? ""] = entry.string("value")
    }
    #expect(details == ["IAM Policy": "implicitDeny", "Resource Policy": "allowed"])
    let both = try simulate(
      bob,
      ["ResourceOwner": "444455556666", "ResourcePolicy": Simulated.resourcePolicy(bob)]
    )
    #expect(both.string("EvalDecision") == "allowed")
    #expect(try simulate(bob, ["ResourceOwner": "444455556666"]).string("EvalDecision") == "implicitDeny")
  }

  @Test("results come in pages of actions, and a page ends early rather than decide too much")
  func pages() throws {
    let desk = try IAMDesk.make()
    let actions = (0..<9).map { "s3:Get\($0)" }
    let base = Simulated.merged(
      Simulated.list("PolicyInputList", [World.policy(World.allow("s3:*"))]),
      Simulated.list("ActionNames", actions)
    )
    func all(_ parameters: [String: String]) throws -> (actions: [String], pages: Int) {
      var names: [String] = []
      var marker: String?
      var pages = 0
      repeat {
        let page = try desk.ask("SimulateCustomPolicy", parameters.merging(marker.map { ["Marker": $0] } ?? [:]) { $1 })
        names += page.texts("EvaluationResults", "EvalActionName")
        marker = page.string("Marker")
        pages += 1
      } while marker != nil && pages < 20
      return (names, pages)
    }
    let four = try all(Simulated.merged(base, ["MaxItems": "4"]))
    #expect(four.actions == actions && four.pages == 3)
    let wide = Simulated.list("ResourceArns", (0..<500).map { "arn:aws:s3:::b\($0)" })
    let bounded = try all(Simulated.merged(base, wide))
    #expect(bounded.actions == actions && bounded.pages == 3)
    let bad = Simulated.merged(base, ["Marker": "x"])
    try desk.expect("ValidationError", 400, "Invalid Marker.", "SimulateCustomPolicy", bad)
  }

  @Test("a policy of which AWS has more is named in the findings")
  func partial() throws {
    let desk = try IAMDesk.make()
    try desk.world.addUser("ann")
    try desk.ask("AttachUserPolicy", ["UserName": "ann", "PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"])
    _ = try desk.simulate(Self.ann, ["s3:GetObject"])
    #expect(desk.world.book.calls.last?.findings.contains { $0.contains("`ReadOnlyAccess`") } == true)
  }
}
