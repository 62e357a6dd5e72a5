import KeylessTesting
import KeylessAWS
import KeylessCalls
import KeylessServer
import KeylessSource
import Testing

@Suite("session tags and source identity")
struct SessionTagTests {
  static let role = "arn:aws:iam::111122223333:role/tagged"
  static let tags: [String: JSON?] = [
    "https://aws.amazon.com/tags": [
      "principal_tags": ["Team": ["blue"], "Stage": ["prod"]], "transitive_tag_keys": ["Team"],
    ]
  ]
  static let source: [String: JSON?] = ["https://aws.amazon.com/source_identity": "alice"]
  static let exchange = "sts:AssumeRoleWithWebIdentity"

  struct Case: CustomTestStringConvertible, Sendable {
    var claims: [String: JSON?]
    var actions: [String]
    var condition: JSON
    var isAdmitted: Bool
    var testDescription: String { "\(actions) \(condition.compact)" }

    init(_ claims: [String: JSON?], _ actions: [String], _ condition: JSON, _ isAdmitted: Bool) {
      self.claims = claims
      self.actions = actions
      self.condition = condition
      self.isAdmitted = isAdmitted
    }
  }

  private static func equals(_ key: String, _ value: String) -> JSON {
    .object([.init("StringEquals", .object([.init(key, .string(value))]))])
  }

  private static let subject = equals("gitlab.com:sub", World.subject)
  private static let all = [exchange, "sts:TagSession", "sts:SetSourceIdentity"]

  static let cases: [Case] = [
    Case(tags, [exchange, "sts:TagSession"], subject, true),
    Case(tags, [exchange], subject, false),
    Case(tags, ["sts:TagSession"], subject, false),
    Case(tags, [exchange, "sts:SetSourceIdentity"], subject, false),
    Case(tags, ["sts:*"], subject, true),
    Case(source, [exchange, "sts:SetSourceIdentity"], subject, true),
    Case(source, [exchange], subject, false),
    Case(source, [exchange, "sts:TagSession"], subject, false),
    Case(tags.merging(source) { $1 }, all, subject, true),
    Case(tags.merging(source) { $1 }, [exchange, "sts:TagSession"], subject, false),
    Case([:], [exchange], subject, true),
    Case(tags, all, equals("aws:RequestTag/Team", "blue"), true),
    Case(tags, all, equals("aws:RequestTag/team", "blue"), true),
    Case(tags, all, equals("aws:RequestTag/Team", "red"), false),
    Case([:], all, equals("aws:RequestTag/Team", "blue"), false),
    Case(tags, all, ["ForAnyValue:StringEquals": ["aws:TagKeys": "Stage"]], true),
    Case(tags, all, ["ForAnyValue:StringEquals": ["aws:TagKeys": "Owner"]], false),
    Case(tags, all, ["ForAllValues:StringEquals": ["aws:TagKeys": ["Stage", "Team"]]], true),
    Case(tags, all, ["ForAllValues:StringEquals": ["aws:TagKeys": ["Team"]]], false),
    Case(tags, all, ["ForAnyValue:StringEquals": ["sts:TransitiveTagKeys": "Team"]], true),
    Case(tags, all, ["ForAnyValue:StringEquals": ["sts:TransitiveTagKeys": "Stage"]], false),
    Case(source, all, equals("sts:SourceIdentity", "alice"), true),
    Case(source, all, equals("sts:SourceIdentity", "Alice"), false),
    Case([:], all, equals("sts:SourceIdentity", "alice"), false),
  ]

  @Test("tags and source identity are actions of their own and keys of the policy", arguments: cases)
  func judges(_ example: Case) throws {
    let world = try World()
    try world.add(Self.role, example.condition, actions: example.actions)
    let answer = world.exchange(try world.token(example.claims), role: Self.role)
    if example.isAdmitted {
      #expect(answer.status == 200, "\(world.book.text)")
    } else {
      #expect(try answer.error() == .notAuthorizedToAssume)
    }
  }

  @Test("the log names the action that the policy lacks")
  func names() throws {
    let world = try World()
    _ = world.exchange(try world.token(Self.tags))
    #expect(world.book.text.contains("sts:TagSession"))
    let other = try World()
    _ = other.exchange(try other.token(Self.source))
    #expect(other.book.text.contains("sts:SetSourceIdentity"))
  }

  @Test("a source identity is told to the client")
  func sourceIdentity() throws {
    let world = try World()
    try world.add(Self.role, Self.subject, actions: Self.all)
    #expect(try world.exchange(world.token(Self.source), role: Self.role).output().sourceIdentity == "alice")
    #expect(try world.exchange(world.token(), role: Self.role).output().sourceIdentity == nil)
  }
}
