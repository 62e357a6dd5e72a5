import KeylessTesting
import KeylessPolicy
import Testing

@Suite
struct WildcardTests {
  /// The definition of the two wildcards and nothing else; exponential, so only for short texts.
  static func naive(_ pattern: ArraySlice<Unicode.Scalar>, _ text: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == "*" { return (text.startIndex...text.endIndex).contains { naive(pattern.dropFirst(), text[$0...]) } }
    guard let next = text.first else { return false }
    return (first == "?" || first == next) && naive(pattern.dropFirst(), text.dropFirst())
  }

  @Test("the matcher agrees with the definition on random patterns and texts")
  func agreesWithDefinition() throws {
    let seed: UInt64 = 0x6B65_796C_6573_7301
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    let letters: [Unicode.Scalar] = ["a", "b", "é", "\u{301}", "👍", ":", "a", "b"]
    var matched = 0
    for _ in 0..<8_000 {
      let pattern = (0..<Int.random(in: 0...7, using: &random)).map { _ in
        Int.random(in: 0..<3, using: &random) == 0
          ? ["*", "?"].randomElement(using: &random) ?? "*" : letters.randomElement(using: &random) ?? "a"
      }
      let text = (0..<Int.random(in: 0...8, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" }
      let expected = Self.naive(pattern[...], text[...])
      let written = String(String.UnicodeScalarView(pattern))
      let policy = try PolicyFixture.conditioned(#"{"StringLike":{"x:k":\#(PolicyFixture.quoted(written))}}"#)
      let request = PolicyRequest(action: "s3:X", context: ["x:k": [String(String.UnicodeScalarView(text))]])
      #expect((policy.decide(request) == .allow) == expected, "\(written) against \(text)")
      if expected { matched += 1 }
    }
    #expect(matched > 300)
  }

  @Test("patterns made to backtrack end", .timeLimit(.minutes(5)))
  func hostile() throws {
    let stars = String(repeating: "*a*b*c", count: 340)
    let value = String(repeating: "abc", count: 6_000)
    for pattern in [
      stars + "z", String(repeating: "*a", count: 1_000) + "b", String(repeating: "*?", count: 1_000) + "z",
    ] {
      let policy = try PolicyFixture.conditioned(#"{"StringLike":{"x:k":"\#(pattern)"}}"#)
      #expect(!PolicyFixture.admits(policy, ["x:k": [value]]))
    }
    #expect(
      PolicyFixture.admits(try PolicyFixture.conditioned(#"{"StringLike":{"x:k":"\#(stars)"}}"#), ["x:k": [value]])
    )
  }

  @Test("actions ignore case and know wildcards, resources do not ignore case")
  func actionsAndResources() throws {
    let policy = try PolicyFixture.policy(
      #"{"Statement":{"Effect":"Allow","Action":["s3:Get*","IAM:?etRole"],"Resource":"arn:aws:s3:::b/*"}}"#
    )
    func ask(_ action: String, _ resource: String?) -> PolicyOutcome {
      PolicyFixture.outcome(policy, PolicyRequest(action: action, resource: resource))
    }
    #expect(ask("S3:getOBJECT", "arn:aws:s3:::b/k") == .allow)
    #expect(ask("s3:PutObject", "arn:aws:s3:::b/k") == .implicitDeny)
    #expect(ask("iam:GetRole", nil) == .allow)
    #expect(ask("iam:etRole", nil) == .implicitDeny)
    #expect(ask("s3:GetObject", "arn:aws:s3:::B/k") == .implicitDeny)
    #expect(ask("s3:GetObject", "arn:aws:s3:::b") == .implicitDeny)
  }

  @Test("NotAction and NotResource turn the answer round")
  func negatedElements() throws {
    let policy = try PolicyFixture.policy(
      #"{"Statement":{"Effect":"Allow","NotAction":"iam:*","NotResource":["arn:aws:s3:::secret","arn:aws:s3:::secret/*"]}}"#
    )
    func ask(_ action: String, _ resource: String) -> PolicyOutcome {
      PolicyFixture.outcome(policy, PolicyRequest(action: action, resource: resource))
    }
    #expect(ask("s3:GetObject", "arn:aws:s3:::open/k") == .allow)
    #expect(ask("iam:GetRole", "arn:aws:s3:::open/k") == .implicitDeny)
    #expect(ask("s3:GetObject", "arn:aws:s3:::secret/k") == .implicitDeny)
  }

  @Test("an explicit deny wins wherever it stands")
  func explicitDeny() throws {
    let allow = #"{"Effect":"Allow","Action":"*","Resource":"*"}"#
    let deny = #"{"Sid":"No","Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"Null":{"x:k":"true"}}}"#
    for statements in ["\(allow),\(deny)", "\(deny),\(allow)"] {
      let policy = try PolicyFixture.policy(#"{"Statement":[\#(statements)]}"#)
      #expect(PolicyFixture.outcome(policy, PolicyRequest(action: "s3:X")) == .deny)
      #expect(policy.explain(PolicyRequest(action: "s3:X")).deciding?.sid == "No")
      #expect(PolicyFixture.outcome(policy, PolicyRequest(action: "s3:X", context: ["x:k": ["v"]])) == .allow)
      #expect(PolicyFixture.outcome(policy, PolicyRequest(action: "iam:X")) == .allow)
    }
  }
}
