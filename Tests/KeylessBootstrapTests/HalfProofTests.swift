import KeylessBootstrap
import KeylessGenerate
import KeylessIntent
import KeylessSource
import Testing

@Suite("a half is written only when it is proved to fit its intent")
struct HalfProofTests {
  private static let gitlab = """
    version: 1
    account: "111122223333"
    platform: gitlab
    roles:
      deploy:
        admits:
          - project: acme/shop
            project-id: "4711"
            namespace-id: "815"
            branches: [main]
            protected: true
            merge-requests: false
      release:
        admits:
          - project: acme/shop
            project-id: "4711"
            namespace-id: "815"
            tags: ["v*"]
    """

  private static let github = """
    version: 1
    account: "111122223333"
    platform: github
    roles:
      deploy:
        admits:
          - project: acme/shop
            repository-id: "4711"
            owner-id: "815"
            environments: [production, "a*b"]
            branches: [main]
          - project: acme/shop
            repository-id: "4711"
            owner-id: "815"
            pull-requests: true
    """

  private static let starred = """
    version: 1
    account: "111122223333"
    platform: github
    roles:
      deploy:
        admits:
          - project: acme/shop
            repository-id: "4711"
            owner-id: "815"
            environments: ["a?b"]
    """

  private static let many = """
    version: 1
    account: "111122223333"
    platform: github
    roles:
      deploy:
        admits:
          - project: acme/shop
            repository-id: "4711"
            owner-id: "815"
            branches: [\((0..<24).map { "branch-number-\($0)" }.joined(separator: ", ")), "release/*"]
          - project: acme/shop
            repository-id: "4711"
            owner-id: "815"
            environments: [production, "a?b", "a*b", "q:x"]
    """

  private static let named = """
    version: 1
    account: "111122223333"
    platform: gitlab
    roles:
      deploy:
        admits:
          - project: acme/shop
            branches: [release]
    """

  private func half(_ text: String) throws -> (AWSHalf, Intent) {
    let intent = try #require(Intent.read(Array(text.utf8), file: "keyless.yaml").intent)
    return (try AWSHalf(intent), intent)
  }

  /// Replaces text in the trust policy of the first role, as a mistaken generator would have written it.
  private func mutated(_ text: String, _ old: String, _ new: String) throws -> (AWSHalf, Intent) {
    var (half, intent) = try half(text)
    let policy = half.roles[0].trustPolicy.compact
    try #require(policy.contains(old))
    half.roles[0].trustPolicy = try JSONParser.parse(Array(policy.replacing(old, with: new).utf8)).plain
    return (half, intent)
  }

  private func refusal(_ made: (AWSHalf, Intent)) -> String {
    do {
      try HalfProof.check(made.0, of: made.1)
      return "proved"
    } catch { return "\(error)" }
  }

  @Test("what the generator makes is proved", arguments: [gitlab, github, named])
  func fits(_ text: String) throws {
    #expect(refusal(try half(text)) == "proved")
  }

  @Test(
    "every style of a policy is proved, and none of them is once its list of names is gone",
    arguments: [gitlab, github, many]
  )
  func styles(_ text: String) throws {
    var (half, intent) = try half(text)
    for style in TrustStyle.all {
      for index in half.roles.indices {
        let policy = try #require(TrustPolicy.document(for: intent.roles[index].admits, in: intent, style))
        half.roles[index].trustPolicy = policy
      }
      #expect(refusal((half, intent)) == "proved", "\(style)")
      guard style.factors, text == Self.many else { continue }
      let policy = half.roles[0].trustPolicy.compact
      let list = try #require(policy.firstMatch(of: /"token.actions.githubusercontent.com:ref":\[[^\]]*\]/))
      half.roles[0].trustPolicy = try JSONParser.parse(
        Array(
          policy.replacing(list.output, with: #""token.actions.githubusercontent.com:repository":"acme/shop""#).utf8
        )
      ).plain
      #expect(refusal((half, intent)).contains("would let in a pipeline that the intent does not"))
    }
  }

  @Test("a wildcard one character too early is refused with a pipeline that would get in")
  func earlyWildcard() throws {
    var (half, intent) = try half(Self.gitlab)
    let policy = half.roles[1].trustPolicy.compact
    try #require(policy.contains("ref_type:tag:ref:v*"))
    half.roles[1].trustPolicy = try JSONParser.parse(
      Array(policy.replacing("ref_type:tag:ref:v*", with: "ref_type:tag:ref:*").utf8)
    ).plain
    let text = refusal((half, intent))
    #expect(
      text.contains(
        "`release` would let in a pipeline that the intent does not: sub `project_path:acme/shop:ref_type:tag:ref:"
      )
    )
  }

  @Test("a statement without the audience is refused")
  func audience() throws {
    let text = refusal(try mutated(Self.gitlab, #""gitlab.com:aud":"sts.amazonaws.com","#, ""))
    #expect(text.contains("statement 1 of the trust policy of `deploy` does not ask for the audience"))
  }

  @Test("StringLike for an exact value with a `*` in it is refused")
  func likeForExact() throws {
    // Under StringLike the environment's name would be a pattern.
    #expect(refusal(try half(Self.starred)) == "proved")
    let like = refusal(
      try mutated(
        Self.starred,
        #""token.actions.githubusercontent.com:sub":["#,
        #""token.actions.githubusercontent.com:repository":"acme/shop"},"StringLike":{"token.actions.githubusercontent.com:sub":["#
      )
    )
    #expect(like.contains("`deploy` would let in a pipeline that the intent does not"))
  }

  @Test("a dropped role, and one too many, are refused by name")
  func roles() throws {
    var (half, intent) = try half(Self.gitlab)
    let dropped = half.roles.removeLast()
    #expect(refusal((half, intent)).contains("missing: release"))
    half.roles.append(dropped)
    #expect(refusal((half, intent)) == "proved")
    var extra = dropped
    extra.name = "other"
    half.roles.append(extra)
    #expect(refusal((half, intent)).contains("too many: other"))
  }

  @Test("a narrower policy is refused with a pipeline that could not get in")
  func narrower() throws {
    let text = refusal(try mutated(Self.gitlab, "ref:main", "ref:mai"))
    #expect(text.contains("would"))
    let lost = refusal(
      try mutated(Self.gitlab, #""gitlab.com:ref_protected":"true""#, #""gitlab.com:ref_protected":"false""#)
    )
    #expect(lost.contains("`deploy` would let in a pipeline that the intent does not"))
  }
}
