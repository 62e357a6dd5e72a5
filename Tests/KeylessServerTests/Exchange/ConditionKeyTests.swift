import KeylessTesting
import HTTPTypes
import KeylessAWS
import KeylessCalls
import KeylessServer
import KeylessSource
import Testing

/// What a trust policy can see of a token and of the call; every condition that admits has one that must not.
@Suite("the keys that a trust policy sees")
struct ConditionKeyTests {
  static let role = "arn:aws:iam::111122223333:role/probe"

  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var claims: [String: JSON?] = [:]
    var condition: JSON
    var isAdmitted: Bool
    var testDescription: String { "\(name): \(isAdmitted ? "admitted" : "refused")" }

    init(_ name: String, _ claims: [String: JSON?], _ condition: JSON, _ isAdmitted: Bool) {
      self.name = name
      self.claims = claims
      self.condition = condition
      self.isAdmitted = isAdmitted
    }
  }

  private static let mapped = [
    "namespace_id", "project_id", "user_id", "user_login", "user_email", "user_access_level", "ref_protected",
    "pipeline_source", "runner_environment",
  ]

  private static let unmapped = [
    "project_path", "namespace_path", "ref", "ref_type", "ref_path", "environment", "job_id", "sha", "iss", "jti",
    "exp",
    "ci_config_ref_uri",
  ]

  private static func equals(_ key: String, _ value: String) -> JSON {
    .object([.init("StringEquals", .object([.init(key, .string(value))]))])
  }

  private static func null(_ key: String, _ value: String) -> JSON {
    .object([.init("Null", .object([.init(key, .string(value))]))])
  }

  static let gitlab: [Case] =
    mapped.flatMap { claim in
      [
        Case("\(claim) is the policy's", [claim: "value"], equals("gitlab.com:\(claim)", "value"), true),
        Case("\(claim) is another", [claim: "Value"], equals("gitlab.com:\(claim)", "value"), false),
        Case("\(claim) is missing", [claim: nil], equals("gitlab.com:\(claim)", "value"), false),
        Case("\(claim) is no string", [claim: true], equals("gitlab.com:\(claim)", "true"), false),
      ]
    }
    + unmapped.flatMap { claim in
      let claims: [String: JSON?] = ["iss", "jti", "exp"].contains(claim) ? [:] : [claim: "value"]
      let value = claim == "iss" ? "https://gitlab.com" : claim == "jti" ? "token-1" : "value"
      return [
        Case("\(claim) is not a key", claims, equals("gitlab.com:\(claim)", value), false),
        Case("\(claim) is never there", claims, null("gitlab.com:\(claim)", "true"), true),
      ]
    }

  static let audiences: [Case] = [
    Case("aud is the audience", [:], equals("gitlab.com:aud", "https://aws.acme.example"), true),
    Case("aud in another case", [:], equals("gitlab.com:aud", "https://AWS.acme.example"), false),
    Case("aud is azp", ["aud": ["a", "b"], "azp": "first"], equals("gitlab.com:aud", "first"), true),
    Case("aud is not the raw aud beside azp", ["aud": "a", "azp": "first"], equals("gitlab.com:aud", "a"), false),
    Case(
      "oaud is the raw aud",
      ["aud": ["a", "b"], "azp": "first"],
      ["ForAnyValue:StringEquals": ["gitlab.com:oaud": "b"]],
      true
    ),
    Case(
      "oaud is not azp",
      ["aud": ["a", "b"], "azp": "first"],
      ["ForAnyValue:StringEquals": ["gitlab.com:oaud": "first"]],
      false
    ),
    Case("a key's name has no case", [:], equals("GitLab.com:SUB", World.subject), true),
    Case("a key's value has", [:], equals("gitlab.com:sub", World.subject.uppercased()), false),
    Case("another issuer's key is absent", [:], equals("gitlab.example.com:sub", World.subject), false),
    Case("a look-alike subject is another", ["sub": "é"], equals("gitlab.com:sub", "e\u{301}"), false),
    Case("the same subject is the same", ["sub": "e\u{301}"], equals("gitlab.com:sub", "e\u{301}"), true),
  ]

  static let lists: [Case] = [
    Case("any amr", ["amr": ["pwd", "mfa"]], ["ForAnyValue:StringEquals": ["gitlab.com:amr": "mfa"]], true),
    Case("no such amr", ["amr": ["pwd"]], ["ForAnyValue:StringEquals": ["gitlab.com:amr": "mfa"]], false),
    Case("any amr, none there", [:], ["ForAnyValue:StringEquals": ["gitlab.com:amr": "mfa"]], false),
    Case("all amr", ["amr": ["mfa"]], ["ForAllValues:StringEquals": ["gitlab.com:amr": ["pwd", "mfa"]]], true),
    Case("not all amr", ["amr": ["mfa", "x"]], ["ForAllValues:StringEquals": ["gitlab.com:amr": "mfa"]], false),
    // The trap: nothing is every one of nothing.
    Case("all amr, none there", [:], ["ForAllValues:StringEquals": ["gitlab.com:amr": "mfa"]], true),
    Case("amr as one string", ["amr": "mfa"], ["ForAnyValue:StringEquals": ["gitlab.com:amr": "mfa"]], true),
  ]

  static let call: [Case] = [
    Case("session name", [:], equals("sts:RoleSessionName", "job-42"), true),
    Case("another session name", [:], equals("sts:RoleSessionName", "job-43"), false),
    Case("source address", [:], ["IpAddress": ["aws:SourceIp": "192.0.2.0/24"]], true),
    Case("another network", [:], ["IpAddress": ["aws:SourceIp": "198.51.100.0/24"]], false),
    Case("region", [:], equals("aws:RequestedRegion", World.region), true),
    Case("another region", [:], equals("aws:RequestedRegion", "us-east-1"), false),
    Case("transport", [:], ["Bool": ["aws:SecureTransport": "true"]], true),
    Case("plain transport", [:], ["Bool": ["aws:SecureTransport": "false"]], false),
    Case("agent", [:], ["StringLike": ["aws:UserAgent": "aws-cli/*"]], true),
    Case("another agent", [:], ["StringLike": ["aws:UserAgent": "terraform/*"]], false),
    Case("before", [:], ["DateLessThan": ["aws:CurrentTime": "2026-09-22T00:00:00Z"]], true),
    Case("after", [:], ["DateGreaterThan": ["aws:CurrentTime": "2026-09-22T00:00:00Z"]], false),
    Case("epoch", [:], ["NumericEquals": ["aws:EpochTime": "1790000000"]], true),
    Case("another epoch", [:], ["NumericEquals": ["aws:EpochTime": "1790000001"]], false),
    Case("role's tag", [:], equals("aws:ResourceTag/Stage", "prod"), true),
    Case("role's tag by the other name", [:], equals("iam:ResourceTag/Stage", "prod"), true),
    Case("role's tag with another value", [:], equals("aws:ResourceTag/Stage", "dev"), false),
    Case("nobody is a principal yet", [:], null("aws:PrincipalArn", "true"), true),
    Case("no principal to equal", [:], ["StringLike": ["aws:PrincipalArn": "*"]], false),
    Case("no roles claim", [:], ["Bool": ["sts:RoleAuthorizedByIdp": "true"]], false),
    Case(
      "a roles claim",
      ["https://aws.amazon.com/roles": .string(role)],
      ["Bool": ["sts:RoleAuthorizedByIdp": "true"]],
      true
    ),
  ]

  @Test("gitlab.com: nine claims of its own and no others", arguments: gitlab)
  func ofGitLab(_ example: Case) throws { try expect(example) }

  @Test("audience, subject and the names of keys", arguments: audiences)
  func ofAudiences(_ example: Case) throws { try expect(example) }

  @Test("keys with several values", arguments: lists)
  func ofLists(_ example: Case) throws { try expect(example) }

  @Test("keys about the call", arguments: call)
  func ofCalls(_ example: Case) throws { try expect(example) }

  @Test("a self-managed issuer has none of gitlab.com's keys", arguments: mapped)
  func selfManaged(claim: String) throws {
    let world = try World()
    let token = try world.selfManaged.token(claims: [claim: "value"])
    for (condition, isAdmitted) in [
      (Self.equals("gitlab.example.com:\(claim)", "value"), false),
      (Self.equals("gitlab.com:\(claim)", "value"), false),
      (Self.null("gitlab.example.com:\(claim)", "true"), true),
    ] {
      try world.add(Self.role, condition, issuer: world.selfManaged.issuer)
      #expect((world.exchange(token, role: Self.role).status == 200) == isAdmitted)
    }
  }

  @Test("a self-managed issuer has `email`, as every provider")
  func email() throws {
    let world = try World()
    try world.add(Self.role, Self.equals("gitlab.example.com:email", "a@b.example"), issuer: world.selfManaged.issuer)
    let right = try world.selfManaged.token(claims: ["email": "a@b.example"])
    let wrong = try world.selfManaged.token(claims: ["email": "A@b.example"])
    #expect(world.exchange(right, role: Self.role).status == 200)
    #expect(try world.exchange(wrong, role: Self.role).error() == .notAuthorizedToAssume)
  }

  private func expect(_ example: Case) throws {
    let world = try World()
    try world.add(Self.role, example.condition, tags: ["Stage": "prod"])
    let answer = world.exchange(
      try world.token(example.claims),
      role: Self.role,
      headers: [.userAgent: "aws-cli/2.30 Python/3.13"]
    )
    if example.isAdmitted {
      #expect(answer.status == 200, "\(world.book.text)")
    } else {
      #expect(try answer.error() == .notAuthorizedToAssume)
    }
  }
}
