import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessSource
import Testing

@Suite("what policy simulations are told")
struct SimulationInputTests {
  private static let ann = World.userARN("ann")

  struct Entry: Sendable {
    var type: String
    var test: String
    var expected: String
    var value: String
    /// Not of the type; nil where every text is.
    var wrong: String?

    init(_ type: String, _ test: String, _ expected: String, _ value: String, wrong: String? = nil) {
      (self.type, self.test, self.expected, self.value, self.wrong) = (type, test, expected, value, wrong)
    }
  }

  static let entries = [
    Entry("string", "StringEquals", "a", "a"), Entry("stringList", "ForAnyValue:StringEquals", "a", "a"),
    Entry("numeric", "NumericLessThan", "10", "9", wrong: "nine"),
    Entry("numericList", "ForAnyValue:NumericEquals", "10", "10.0", wrong: "x"),
    Entry("boolean", "Bool", "true", "TRUE", wrong: "yes"),
    Entry("booleanList", "ForAllValues:Bool", "true", "true", wrong: "1"),
    Entry("ip", "IpAddress", "192.0.2.0/24", "192.0.2.7", wrong: "here"),
    Entry("ipList", "ForAnyValue:IpAddress", "10.0.0.0/8", "10.1.1.1", wrong: "x"),
    Entry("binary", "BinaryEquals", "AA==", "AA==", wrong: "?"),
    Entry("binaryList", "ForAnyValue:BinaryEquals", "AA==", "AA==", wrong: "A"),
    Entry("date", "DateGreaterThan", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", wrong: "soon"),
    Entry("dateList", "ForAnyValue:DateLessThan", "2026-01-01T00:00:00Z", "2025-02-01T00:00:00Z", wrong: "then"),
  ]

  @Test(
    "each type of context entry reaches the operators of its kind, and a value of another type is refused",
    arguments: entries
  )
  func contextTypes(entry: Entry) throws {
    let desk = try IAMDesk.make()
    let policy = Simulated.conditional(entry.test, "x:key", entry.expected)
    let given = Simulated.context([("X:Key", entry.type, [entry.value])])
    let results = try desk.simulateCustom([policy], ["s3:GetObject"], given)
    #expect(results.decisions == ["allowed"])
    #expect(results[0].has("MissingContextValues") && results[0].members("MissingContextValues").isEmpty)
    #expect(
      try desk.simulateCustom([policy]).decisions == (entry.test.hasPrefix("ForAll") ? ["allowed"] : ["implicitDeny"])
    )
    guard let wrong = entry.wrong else { return }
    let parameters = Simulated.merged(
      Simulated.list("PolicyInputList", [policy]),
      Simulated.list("ActionNames", ["s3:GetObject"]),
      Simulated.context([("x:key", entry.type, [wrong])])
    )
    #expect(try desk.refusal("SimulateCustomPolicy", parameters).code == "InvalidInput")
  }

  @Test("keys that policies ask for and the call does not give are reported, at the action or at each resource")
  func missing() throws {
    let desk = try IAMDesk.make()
    let policies = [
      Simulated.conditional("StringEquals", "aws:PrincipalTag/Team", "${aws:username}"),
      Simulated.conditional("StringEquals", "aws:SourceIp", "x"),
      World.policy(World.allow("sqs:*", on: "arn:aws:sqs:*:*:${aws:userid}")),
    ]
    let asked = ["aws:PrincipalTag/Team", "aws:username", "aws:userid"]
    let entries = Simulated.context([("AWS:sourceip", "string", ["x"])])
    let all = try desk.simulateCustom(policies, ["s3:GetObject"], entries)[0]
    #expect(all.texts("MissingContextValues") == asked)
    let resources = Simulated.list("ResourceArns", ["arn:aws:s3:::box/x"])
    let one = try desk.simulateCustom(policies, ["s3:GetObject"], Simulated.merged(entries, resources))[0]
    #expect(one.has("MissingContextValues") && one.members("MissingContextValues").isEmpty)
    #expect(one.members("ResourceSpecificResults")[0].texts("MissingContextValues") == asked)
    let names = try desk.ask("GetContextKeysForCustomPolicy", Simulated.list("PolicyInputList", policies))
    #expect(
      names.texts("ContextKeyNames") == ["aws:PrincipalTag/Team", "aws:username", "aws:SourceIp", "aws:userid"]
    )
  }

  @Test("the context keys of a principal are those of its policies and of further ones")
  func contextKeys() throws {
    let desk = try IAMDesk.make()
    try desk.world.addUser("ann", World.allow("s3:*", on: "arn:aws:s3:::${aws:username}"))
    let further = Simulated.list("PolicyInputList", [Simulated.conditional("Bool", "aws:SecureTransport", "true")])
    let parameters = Simulated.merged(["PolicySourceArn": Self.ann], further)
    let names = try desk.ask("GetContextKeysForPrincipalPolicy", parameters).texts("ContextKeyNames")
    #expect(names == ["aws:username", "aws:SecureTransport"])
    let nobody = try desk.refusal("GetContextKeysForPrincipalPolicy", ["PolicySourceArn": World.userARN("nobody")])
    #expect(nobody.code == "NoSuchEntity")
    #expect(try desk.refusal("GetContextKeysForCustomPolicy").code == "ValidationError")
    let bad = try desk.refusal("GetContextKeysForCustomPolicy", ["PolicyInputList.member.1": "{}"])
    #expect(bad.code == "InvalidInput")
  }

  @Test("a role has no resource policies, and a custom simulation needs a caller for one")
  func resourcePolicyCallers() throws {
    let desk = try IAMDesk.make()
    let actions = Simulated.list("ActionNames", ["s3:GetObject"])
    let policy = ["ResourcePolicy": Simulated.resourcePolicy(Self.ann)]
    let role = Simulated.merged(["PolicySourceArn": World.deploy], actions, policy)
    let noUser = "Invalid caller - Caller must be an IAM user in this context."
    try desk.expect("InvalidInput", 400, noUser, "SimulatePrincipalPolicy", role)
    let asUser = try desk.ask("SimulatePrincipalPolicy", Simulated.merged(role, ["CallerArn": Self.ann]))
    #expect(asUser.members("EvaluationResults").decisions == ["allowed"])
    let policies = Simulated.list("PolicyInputList", [World.policy(World.allow("sqs:*"))])
    let custom = Simulated.merged(policies, actions, policy)
    #expect(try desk.refusal("SimulateCustomPolicy", custom).code == "InvalidInput")
    let called = try desk.ask("SimulateCustomPolicy", Simulated.merged(custom, ["CallerArn": Self.ann]))
    #expect(called.members("EvaluationResults").decisions == ["allowed"])
    let asRole = Simulated.merged(custom, ["CallerArn": World.deploy])
    try desk.expect("InvalidInput", 400, noUser, "SimulateCustomPolicy", asRole)
  }

  @Test("only principals of the own account can be simulated, and each other one is told why not")
  func sources() throws {
    let desk = try IAMDesk.make()
    func refusal(_ arn: String) throws -> QueryError {
      let parameters = Simulated.merged(["PolicySourceArn": arn], Simulated.list("ActionNames", ["s3:GetObject"]))
      return try desk.refusal("SimulatePrincipalPolicy", parameters)
    }
    for arn in [
      "arn:aws:sts::111122223333:assumed-role/a/b", "arn:aws:iam::111122223333:root", "no ARN at all, really",
    ] {
      let message = "Invalid Entity Arn: \(arn) does not clearly define entity type and name."
      #expect(try refusal(arn) == QueryError(code: "InvalidInput", status: 400, message: message))
    }
    #expect(
      try refusal(World.elsewhere).message
        == "Invalid Policy Source Arn: caller's account 111122223333 does not have access to policies in account "
        + "444455556666"
    )
    #expect(try refusal(World.userARN("nobody")).message == "The user with name nobody cannot be found.")
    #expect(try refusal(World.roleARN("nobody")).message == "The role with name nobody cannot be found.")
    #expect(try refusal("arn:aws:iam::111122223333:group/g").message == "The group with name g cannot be found.")
  }

  static let impossible: [[String: String]] = [
    ["ActionNames.member.1": "everything"], ["ActionNames.member.1": "s3:*"], ["ActionNames.member.1": "s3:Get:x"],
    ["ResourceArns.member.1": "box"], ["PolicyInputList.member.1": "{}"], ["ResourceOwner": "me"],
    ["CallerArn": "arn:aws:iam::111122223333:role/deploy"], ["ResourcePolicy": "{}"],
    ["ContextEntries.member.1.ContextKeyName": "abc"],
    ["ContextEntries.member.1.ContextKeyName": "a:bcde", "ContextEntries.member.1.ContextKeyType": "word"],
    ["ContextEntries.member.1.ContextKeyName": "a:bcde", "ContextEntries.member.2.ContextKeyName": "A:BCDE"],
  ]

  @Test("what cannot be simulated is refused", arguments: impossible)
  func refused(parameters: [String: String]) throws {
    let desk = try IAMDesk.make()
    let base = [
      "PolicyInputList.member.1": World.policy(World.allow("*")), "ActionNames.member.1": "s3:GetObject",
    ]
    #expect(try desk.answer("SimulateCustomPolicy", base).status == 200)
    let error = try desk.refusal("SimulateCustomPolicy", Simulated.merged(base, parameters))
    #expect(error.code == "InvalidInput" && error.status == 400, "\(error)")
  }

  @Test(
    "what this simulation does not know is refused by name",
    arguments: [
      "ResourceHandlingOption", "OrderedOrganizationPolicyInputList.member.1", "PolicyExclusionList.member.1",
    ]
  )
  func unknown(parameter: String) throws {
    let base = [
      "PolicyInputList.member.1": World.policy(World.allow("*")), "ActionNames.member.1": "s3:GetObject",
    ]
    let error = try IAMDesk.make().refusal("SimulateCustomPolicy", Simulated.merged(base, [parameter: "x"]))
    #expect(error.code == "NotImplemented")
    #expect(error.message.contains(String(parameter.prefix { $0 != "." })))
  }
}
