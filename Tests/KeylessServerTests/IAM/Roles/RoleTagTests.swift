import KeylessAWS
import KeylessCalls
import KeylessServer
import Testing

@Suite("IAM: tags of roles")
struct RoleTagTests {
  @Test("a key is one key whatever its case, and keeps the case it was last given")
  func caseless() throws {
    let aws = try Administration()
    try aws.makeRole("made", Administration.tags([("Team", "shop")]))
    let named = ["RoleName": "made"]
    try aws.ask("TagRole", named.merging(Administration.tags([("TEAM", "till"), ("Stage", "prod")])) { $1 })
    #expect(try aws.ask("ListRoleTags", named).tagTexts == ["Stage=prod", "TEAM=till"])
    try aws.ask("UntagRole", named.merging(["TagKeys.member.1": "team", "TagKeys.member.2": "none"]) { $1 })
    #expect(try aws.ask("GetRole", named).child("Role")?.tagTexts == ["Stage=prod"])
  }

  @Test("tags come in pages, also when their keys are longer than a marker")
  func pages() throws {
    let aws = try Administration()
    let long = String(repeating: "日", count: 120)
    let keys = (0..<5).map { "\(long)\($0)" } + ["short"]
    try aws.makeRole("made", Administration.tags(keys.map { ($0, "v") }))
    let pages = try aws.pages("ListRoleTags", ["RoleName": "made"], size: 2, \.tagTexts)
    #expect(pages.map(\.count) == [2, 2, 2])
    #expect(Set(pages.joined()).count == 6)
  }

  static let fiftyOne = (0..<51).map { ("k\($0)", "v") }

  static let refusedTags: [([(String, String)], QueryError)] = [
    (
      [("a", "1"), ("A", "2")],
      QueryError.iam(
        "InvalidInput",
        400,
        "Duplicate tag keys found. Please note that Tag keys are case insensitive."
      )
    ), (fiftyOne, .constraint("tags", "have length less than or equal to 50")),
    (
      [(String(repeating: "k", count: 129), "v")],
      .constraint("tags.1.member.key", "have length less than or equal to 128")
    ), ([("", "v")], .constraint("tags.1.member.key", "have length greater than or equal to 1")),
    (
      [("a", "v"), ("a#", "v")],
      .constraint(
        "tags.2.member.key",
        #"satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+"#
      )
    ),
    (
      [("a", String(repeating: "v", count: 257))],
      .constraint("tags.1.member.value", "have length less than or equal to 256")
    ),
    (
      [("aWs:own", "v")],
      .iam("InvalidInput", 400, "The tag key aWs:own is not valid: keys that begin with aws: are reserved.")
    ),
  ]

  @Test("tags that IAM refuses", arguments: refusedTags)
  func refused(tags: [(String, String)], error: QueryError) throws {
    let aws = try Administration()
    let parameters = Administration.tags(tags)
    let named = ["RoleName": "deploy"]
    let making = ["RoleName": "made", "AssumeRolePolicyDocument": Administration.trust]
    for found in [
      try aws.refusal("TagRole", parameters.merging(named) { $1 }),
      try aws.refusal("CreateRole", parameters.merging(making) { $1 }),
    ] {
      // An empty key breaks its pattern too.
      let text = error.message.dropFirst("1 validation error detected: ".count)
      #expect(found == error || (found.code == error.code && found.message.contains(text)))
    }
    #expect(try aws.ask("ListRoleTags", named).tagTexts == [])
  }

  @Test("fifty tags, and not one more")
  func most() throws {
    let aws = try Administration()
    try aws.makeRole("made", Administration.tags(Array(Self.fiftyOne.dropLast())))
    let named = ["RoleName": "made"]
    #expect(
      try aws.refusal("TagRole", named.merging(Administration.tags([("one-more", "v")])) { $1 })
        == .iam("LimitExceeded", 409, "The number of tags has reached the maximum limit.")
    )
    try aws.ask("TagRole", named.merging(Administration.tags([("K7", "other")])) { $1 })
    let keys = Administration.list("TagKeys", (0..<51).map { "k\($0)" })
    #expect(
      try aws.refusal("UntagRole", named.merging(keys) { $1 })
        == .constraint("tagKeys", "have length less than or equal to 50")
    )
    #expect(
      try aws.refusal("UntagRole", named.merging(["TagKeys.member.1": "a#"]) { $1 }).message
        == #"1 validation error detected: Value at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+, Member must not be null]"#
    )
    #expect(try aws.refusal("UntagRole", named) == .constraint("tagKeys", "not be null"))
    #expect(try aws.refusal("TagRole", named) == .constraint("tags", "not be null"))
    #expect(
      try aws.refusal("TagRole", named.merging(["Tags.member.1.Key": "a"]) { $1 })
        == .constraint("tags.1.member.value", "not be null")
    )
  }
}
