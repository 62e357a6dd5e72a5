import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessSource
import KeylessTesting
import Testing

@Suite("what a role asks of whoever assumes it")
struct AssumeRoleConditionTests {
  static let ada = World.userARN("ada")
  static let all = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
  static let role = World.roleARN("target")

  struct Case: Sendable, CustomTestStringConvertible {
    var key: String
    var wanted: JSON
    var test: String
    var parameters: [String: String]
    var isLetIn: Bool
    var testDescription: String {
      "\(test) \(key) \(wanted.compact) \(parameters.sorted { $0.key < $1.key }) \(isLetIn)"
    }

    init(
      _ key: String,
      _ wanted: JSON,
      _ parameters: [String: String],
      _ isLetIn: Bool,
      test: String = "StringEquals"
    ) {
      self.key = key
      self.wanted = wanted
      self.parameters = parameters
      self.isLetIn = isLetIn
      self.test = test
    }
  }

  private static func tags(_ tags: [(String, String)], transitive: [String] = []) -> [String: String] {
    var parameters: [String: String] = [:]
    for (place, tag) in tags.enumerated() {
      parameters["Tags.member.\(place + 1).Key"] = tag.0
      parameters["Tags.member.\(place + 1).Value"] = tag.1
    }
    for (place, key) in transitive.enumerated() { parameters["TransitiveTagKeys.member.\(place + 1)"] = key }
    return parameters
  }

  private static let teamAndStage = tags([("Team", "blue"), ("Stage", "prod")], transitive: ["team"])

  static let cases: [Case] = [
    Case("sts:ExternalId", "Example987", ["ExternalId": "Example987"], true),
    Case("sts:ExternalId", "Example987", ["ExternalId": "example987"], false),
    Case("sts:ExternalId", "Example987", [:], false),
    Case("sts:externalid", "Example987", ["ExternalId": "Example987"], true),
    Case("sts:RoleSessionName", "link", [:], true),
    Case("sts:RoleSessionName", "link", ["RoleSessionName": "other"], false),
    Case("sts:SourceIdentity", "ada", ["SourceIdentity": "ada"], true),
    Case("sts:SourceIdentity", "ada", ["SourceIdentity": "eve"], false),
    Case("sts:SourceIdentity", "ada", [:], false),
    Case("sts:SourceIdentity", "${aws:username}", ["SourceIdentity": "ada"], true, test: "StringLike"),
    Case("sts:SourceIdentity", "${aws:username}", ["SourceIdentity": "eve"], false, test: "StringLike"),
    Case("aws:RequestTag/Team", "blue", teamAndStage, true),
    Case("aws:RequestTag/team", "blue", teamAndStage, true),
    Case("aws:RequestTag/Team", "red", teamAndStage, false),
    Case("aws:RequestTag/Team", "blue", [:], false),
    Case("aws:TagKeys", ["Team", "Stage"], teamAndStage, true, test: "ForAllValues:StringEquals"),
    Case("aws:TagKeys", ["Team"], teamAndStage, false, test: "ForAllValues:StringEquals"),
    Case("aws:TagKeys", "Owner", teamAndStage, false, test: "ForAnyValue:StringEquals"),
    Case("aws:TagKeys", "true", [:], true, test: "Null"),
    Case("aws:TagKeys", "true", teamAndStage, false, test: "Null"),
    // Spelled as in the tags, whatever the list of transitive keys writes.
    Case("sts:TransitiveTagKeys", "Team", teamAndStage, true, test: "ForAnyValue:StringEquals"),
    Case("sts:TransitiveTagKeys", "Stage", teamAndStage, false, test: "ForAnyValue:StringEquals"),
    Case("sts:TransitiveTagKeys", "true", tags([("Team", "blue")]), true, test: "Null"),
    Case("aws:ResourceTag/Owner", "platform", [:], true),
    Case("iam:ResourceTag/owner", "platform", [:], true),
    Case("aws:ResourceTag/Owner", "Platform", [:], false),
    Case("aws:PrincipalTag/Desk", "4", [:], true),
    Case("aws:PrincipalTag/Desk", "5", [:], false),
    Case("aws:PrincipalArn", .string(ada), [:], true),
    Case("aws:PrincipalAccount", "111122223333", [:], true),
    Case("aws:ResourceAccount", "111122223333", [:], true),
    Case("aws:ResourceAccount", "444455556666", [:], false),
    Case("aws:username", "ada", [:], true),
    Case("aws:RequestedRegion", "eu-west-1", [:], true),
    Case("aws:RequestedRegion", "us-east-1", [:], false),
    Case("aws:SourceIp", "192.0.2.0/24", [:], true, test: "IpAddress"),
    Case("aws:SourceIp", "198.51.100.0/24", [:], false, test: "IpAddress"),
    Case("aws:SecureTransport", "true", [:], true, test: "Bool"),
    Case("aws:MultiFactorAuthPresent", "true", [:], false, test: "Bool"),
    Case("aws:MultiFactorAuthPresent", "false", [:], true, test: "BoolIfExists"),
  ]

  @Test("the trust policy sees every parameter under its key", arguments: cases)
  func sees(example: Case) throws {
    let world = try World()
    let key = try world.addUser("ada", tags: [ResourceTag("Desk", "4")])
    let condition: JSON = .object([.init(example.test, .object([.init(example.key, example.wanted)]))])
    try world.addRole(
      "target",
      trusting: [World.trust(Self.ada, Self.all, when: condition)],
      tags: [ResourceTag("Owner", "platform")]
    )
    let answer = try world.assume(Self.role, as: key, example.parameters)
    if example.isLetIn {
      #expect(answer.status == 200, "\(world.book.text)")
    } else {
      #expect(try answer.error("AssumeRole").code == "AccessDenied")
    }
  }

  @Test("the caller's own policies see the same keys")
  func callersSide() throws {
    let world = try World()
    try world.addRole("target", trusting: [World.trust("arn:aws:iam::111122223333:root", Self.all)])
    func isLetIn(_ condition: JSON, _ parameters: [String: String]) throws -> Bool {
      let statement: JSON = ["Effect": "Allow", "Action": "sts:*", "Resource": "*", "Condition": condition]
      return try world.assume(Self.role, as: world.addUser("ada", statement), parameters).status == 200
    }
    let external: JSON = ["StringEquals": ["sts:ExternalId": "Example987"]]
    #expect(try isLetIn(external, ["ExternalId": "Example987"]))
    #expect(try !isLetIn(external, ["ExternalId": "Example988"]))
    let tag: JSON = ["StringEquals": ["aws:RequestTag/Team": "blue"]]
    #expect(try isLetIn(tag, Self.teamAndStage))
    #expect(try !isLetIn(tag, [:]))
    let own: JSON = ["StringLike": ["sts:SourceIdentity": "${aws:username}"]]
    #expect(try isLetIn(own, ["SourceIdentity": "ada"]))
    #expect(try !isLetIn(own, ["SourceIdentity": "eve"]))
  }

  @Test("tags and a source identity are actions of their own, and the sentence names the one that is missing")
  func furtherActions() throws {
    let world = try World()
    let key = try world.addUser("ada")
    let source = ["SourceIdentity": "ada"]
    for (actions, parameters, missing) in [
      (Self.all, Self.teamAndStage.merging(source) { $1 }, nil),
      (["sts:AssumeRole"], [:], nil),
      (["sts:AssumeRole"], Self.teamAndStage, "sts:TagSession"),
      (["sts:AssumeRole", "sts:SetSourceIdentity"], Self.teamAndStage, "sts:TagSession"),
      (["sts:AssumeRole"], source, "sts:SetSourceIdentity"),
      (["sts:AssumeRole", "sts:TagSession"], source, "sts:SetSourceIdentity"),
      (["sts:TagSession", "sts:SetSourceIdentity"], source, "sts:AssumeRole"),
    ] as [([String], [String: String], String?)] {
      try world.addRole("target", trusting: [World.trust(Self.ada, actions)])
      let answer = try world.assume(Self.role, as: key, parameters)
      if let missing {
        #expect(try answer.error("AssumeRole") == .mayNotAssume(Self.ada, Self.role, missing))
      } else {
        #expect(answer.status == 200, "\(actions) \(world.book.text)")
      }
    }
  }

  @Test("a source identity is told to the client and seen in everything the session does")
  func sourceIdentity() throws {
    let world = try World()
    let key = try world.addUser("ada")
    let statement: JSON = [
      "Effect": "Allow", "Action": "sts:GetAccessKeyInfo", "Resource": "*",
      "Condition": ["StringEquals": ["aws:SourceIdentity": "ada"]],
    ]
    try world.addRole("target", trusting: [World.trust(Self.ada, Self.all)], statement)
    let answer = try world.assume(Self.role, as: key, ["SourceIdentity": "ada"])
    #expect(try answer.result("AssumeRole").string("SourceIdentity") == "ada")
    #expect(try world.mayAskForKeys(answer.signing()))
    let other = try world.assume(Self.role, as: key, ["SourceIdentity": "eve"])
    #expect(try !world.mayAskForKeys(other.signing()))
    #expect(try !world.mayAskForKeys(world.assume(Self.role, as: key).signing()))
  }

  @Test("session tags take the place of the role's own, whatever their case, and only for the session")
  func sessionTags() throws {
    let world = try World()
    let key = try world.addUser("ada")
    func role(_ wanted: String) throws {
      let statement: JSON = [
        "Effect": "Allow", "Action": "sts:GetAccessKeyInfo", "Resource": "*",
        "Condition": ["StringEquals": ["aws:PrincipalTag/Department": .string(wanted)]],
      ]
      try world.addRole(
        "target",
        trusting: [World.trust(Self.ada, Self.all)],
        statement,
        tags: [ResourceTag("Department", "Marketing")]
      )
    }
    let tagged = Self.tags([("department", "engineering")])
    try role("engineering")
    #expect(try world.mayAskForKeys(world.assume(Self.role, as: key, tagged).signing()))
    #expect(try !world.mayAskForKeys(world.assume(Self.role, as: key).signing()))
    try role("Marketing")
    #expect(try !world.mayAskForKeys(world.assume(Self.role, as: key, tagged).signing()))
    #expect(try world.mayAskForKeys(world.assume(Self.role, as: key).signing()))
  }

  @Test("tag keys are unique whatever their case, and transitive keys are among them")
  func tagErrors() throws {
    let world = try World()
    let key = try world.addUser("ada")
    try world.addRole("target", trusting: [World.trust(Self.ada, Self.all)])
    func error(_ parameters: [String: String]) throws -> QueryError? {
      let answer = try world.assume(Self.role, as: key, parameters)
      return answer.status == 200 ? nil : try answer.error("AssumeRole")
    }
    let duplicate = QueryError(
      code: "InvalidParameterValue",
      message: "Duplicate tag keys found. Please note that Tag keys are case insensitive."
    )
    #expect(try error(Self.tags([("Team", "a"), ("team", "b")])) == duplicate)
    #expect(try error(Self.tags([("É", "a"), ("é", "b")])) == duplicate)
    #expect(try error(Self.tags([("Team", "a"), ("Teams", "b")])) == nil)
    let notRequested = QueryError(
      code: "InvalidParameterValue",
      message: "The specified transitive tag key must be included in the requested tags."
    )
    #expect(try error(Self.tags([("Team", "a")], transitive: ["Stage"])) == notRequested)
    #expect(try error(Self.tags([], transitive: ["Team"])) == notRequested)
    #expect(try error(Self.tags([("Team", "a")], transitive: ["TEAM"])) == nil)
    #expect(try error(Self.tags([("aws:Team", "a")]))?.code == "InvalidParameterValue")
    #expect(try error(Self.tags([("AWS:Team", "a")]))?.code == "InvalidParameterValue")
    #expect(try error(Self.tags([("awsTeam", "")])) == nil)
  }
}
