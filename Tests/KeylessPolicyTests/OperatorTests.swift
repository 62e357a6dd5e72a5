import KeylessPolicy
import Testing

/// Each operator with a value it accepts and a twin it refuses.
@Suite
struct OperatorTests {
  struct Case: CustomTestStringConvertible {
    var test: String
    var policy: String
    var accepts: [String]
    var refuses: [String]

    var testDescription: String { "\(test) \(policy)" }
  }

  static let cases: [Case] = [
    Case(test: "StringEquals", policy: #""main""#, accepts: ["main"], refuses: ["Main", "mai", "main ", "", "maín"]),
    Case(test: "StringEquals", policy: #""a*""#, accepts: ["a*"], refuses: ["ab", "a"]),
    Case(test: "StringEquals", policy: #""é""#, accepts: ["\u{E9}"], refuses: ["e\u{301}"]),
    Case(test: "StringEquals", policy: #"["a","b"]"#, accepts: ["a", "b"], refuses: ["c", "ab"]),
    Case(test: "StringEquals", policy: "true", accepts: ["true"], refuses: ["True", "1"]),
    Case(test: "StringEquals", policy: "12", accepts: ["12"], refuses: ["12.0"]),
    Case(test: "StringNotEquals", policy: #"["a","b"]"#, accepts: ["c", "A"], refuses: ["a", "b"]),
    Case(
      test: "StringEqualsIgnoreCase",
      policy: #""MaIn""#,
      accepts: ["main", "MAIN"],
      refuses: ["mains", "ma\u{131}n"]
    ),
    Case(test: "StringEqualsIgnoreCase", policy: #""k""#, accepts: ["K"], refuses: ["\u{212A}"]),
    Case(test: "StringNotEqualsIgnoreCase", policy: #""Main""#, accepts: ["dev"], refuses: ["main", "MAIN"]),
    Case(
      test: "StringLike",
      policy: #""repo:acme/*:ref:?""#,
      accepts: ["repo:acme/a/b:c:ref:x", "repo:acme/:ref:é"],
      refuses: ["repo:acme/a:ref:", "repo:acme/a:ref:xy", "repo:Acme/a:ref:x"]
    ),
    Case(test: "StringLike", policy: #""*""#, accepts: ["", "x"], refuses: []),
    Case(test: "StringLike", policy: #""?""#, accepts: ["é", "\n", "👍"], refuses: ["", "e\u{301}", "\r\n"]),
    Case(test: "StringLike", policy: #""a[bc]\\*""#, accepts: [#"a[bc]\x"#], refuses: ["ab*", "ab"]),
    Case(test: "StringNotLike", policy: #""repo:evil/*""#, accepts: ["repo:acme/x"], refuses: ["repo:evil/x"]),
    Case(
      test: "NumericEquals",
      policy: "10",
      accepts: ["10", "10.0", "1e1", "010"],
      refuses: ["11", "ten", "", "0x0A", " 10"]
    ),
    Case(test: "NumericNotEquals", policy: "10", accepts: ["11", "ten"], refuses: ["10", "10.00"]),
    Case(test: "NumericLessThan", policy: #""10""#, accepts: ["9.999", "-11"], refuses: ["10", "11", "x"]),
    Case(test: "NumericLessThanEquals", policy: "10", accepts: ["10", "-10"], refuses: ["10.0000001"]),
    Case(
      test: "NumericGreaterThan",
      policy: "9007199254740992",
      accepts: ["9007199254740993"],
      refuses: ["9007199254740992"]
    ),
    Case(test: "NumericGreaterThanEquals", policy: "-1", accepts: ["-1", "0"], refuses: ["-1.1"]),
    Case(
      test: "DateEquals",
      policy: #""2026-01-01T00:00:00Z""#,
      accepts: ["1767225600", "2026-01-01T01:00:00+01:00", "2026"],
      refuses: ["1767225601", "2026-01-01T00:00:00", "soon"]
    ),
    Case(test: "DateNotEquals", policy: #""2026-01-01""#, accepts: ["2026-01-02"], refuses: ["2026-01-01T00:00Z"]),
    Case(
      test: "DateLessThan",
      policy: #""2026-07-15T00:00:00Z""#,
      accepts: ["2026-07-14T23:59:59.999Z"],
      refuses: ["2026-07-15T00:00:00Z"]
    ),
    Case(test: "DateLessThanEquals", policy: "1767225600", accepts: ["2026-01-01"], refuses: ["2026-01-01T00:00:01Z"]),
    Case(
      test: "DateGreaterThan",
      policy: #""2026-01-01""#,
      accepts: ["2026-01-01T00:00:00.1Z"],
      refuses: ["2026-01-01"]
    ),
    Case(
      test: "DateGreaterThanEquals",
      policy: #""2026-01-01""#,
      accepts: ["2026-01-01"],
      refuses: ["2025-12-31T23:59:59Z"]
    ),
    Case(test: "Bool", policy: "true", accepts: ["true", "TRUE"], refuses: ["false", "1", ""]),
    Case(test: "Bool", policy: #""false""#, accepts: ["false"], refuses: ["true", "no"]),
    Case(test: "BinaryEquals", policy: #""QmluYXJ5""#, accepts: ["QmluYXJ5"], refuses: ["QmluYXJ6", "Binary", "!"]),
    Case(
      test: "IpAddress",
      policy: #""203.0.113.0/24""#,
      accepts: ["203.0.113.7", "203.0.113.255"],
      refuses: ["203.0.114.1", "::ffff:203.0.113.7", "203.0.113.7/24", "203.0.113.07", "x"]
    ),
    Case(test: "IpAddress", policy: #""203.0.113.7""#, accepts: ["203.0.113.7"], refuses: ["203.0.113.8"]),
    Case(
      test: "IpAddress",
      policy: #""2001:db8::/33""#,
      accepts: ["2001:DB8::1", "2001:db8:7fff::"],
      refuses: ["2001:db8:8000::", "203.0.113.7"]
    ),
    Case(test: "IpAddress", policy: #""0.0.0.0/0""#, accepts: ["255.255.255.255"], refuses: ["::"]),
    Case(
      test: "NotIpAddress",
      policy: #"["10.0.0.0/8","::1"]"#,
      accepts: ["11.0.0.1", "::2"],
      refuses: ["10.255.0.1", "0:0:0:0:0:0:0:1"]
    ),
    Case(
      test: "ArnEquals",
      policy: #""arn:aws:sns:*:111122223333:t*""#,
      accepts: ["arn:aws:sns:eu-west-1:111122223333:topic:x"],
      refuses: ["arn:aws:sns:a:b:111122223333:t", "arn:aws:sns:eu-west-1:444455556666:t", "arn:aws:sns"]
    ),
    Case(
      test: "ArnLike",
      policy: #""arn:aws:iam::?:role/*""#,
      accepts: ["arn:aws:iam::1:role/a:b/c"],
      refuses: ["arn:aws:iam:::role/a", "arn:aws:iam::12:role/a"]
    ),
    Case(
      test: "ArnNotEquals",
      policy: #""arn:aws:s3:::b""#,
      accepts: ["arn:aws:s3:::c", "junk"],
      refuses: ["arn:aws:s3:::b"]
    ),
    Case(
      test: "ArnNotLike",
      policy: #""arn:aws:s3:::b*""#,
      accepts: ["arn:aws:s3:::c"],
      refuses: ["arn:aws:s3:::bc:d"]
    ),
    Case(test: "ArnLike", policy: #""*""#, accepts: [], refuses: ["arn:aws:s3:::b", "x"]),
  ]

  @Test("an operator accepts its values and refuses their twins", arguments: cases)
  func operators(_ example: Case) throws {
    let policy = try PolicyFixture.conditioned(#"{"\#(example.test)":{"x:k":\#(example.policy)}}"#)
    for value in example.accepts { #expect(PolicyFixture.admits(policy, ["x:k": [value]]), "\(value)") }
    for value in example.refuses { #expect(!PolicyFixture.admits(policy, ["x:k": [value]]), "\(value)") }
  }

  @Test("every operator of the language has a case of its own")
  func complete() {
    let covered = Set(Self.cases.map(\.test))
    for comparison in ConditionOperator.allCases where comparison != .null {
      #expect(covered.contains(comparison.rawValue))
    }
  }

  @Test(
    "an operator with IfExists or under a set operator accepts one value exactly as the bare one does",
    arguments: cases
  )
  func qualified(_ example: Case) throws {
    let bare = try #require(ConditionTest(example.test))
    for qualifier in ConditionQualifier.allCases {
      let test = ConditionTest(bare.comparison, qualifier)
      let policy = try PolicyFixture.conditioned(#"{"\#(test)":{"x:k":\#(example.policy)}}"#)
      for value in example.accepts { #expect(PolicyFixture.admits(policy, ["x:k": [value]]), "\(test) \(value)") }
      for value in example.refuses { #expect(!PolicyFixture.admits(policy, ["x:k": [value]]), "\(test) \(value)") }
    }
  }

  @Test("keys ignore case, values do not")
  func caseRules() throws {
    let policy = try PolicyFixture.conditioned(#"{"StringEquals":{"GitLab.com:Sub":"a"}}"#)
    #expect(PolicyFixture.admits(policy, ["gitlab.COM:sUB": ["a"]]))
    #expect(!PolicyFixture.admits(policy, ["gitlab.com:sub": ["A"]]))
    #expect(!PolicyFixture.admits(policy, ["gitlab.com:su": ["a"]]))
    // To Swift's String, the Kelvin sign in this key would be a K.
    let kelvin = try PolicyFixture.conditioned(#"{"StringEquals":{"x:key":"a"}}"#)
    #expect(!PolicyFixture.admits(kelvin, ["x:\u{212A}ey": ["a"]]))
  }

  @Test("operators and keys in one block all have to hold")
  func conjunction() throws {
    let policy = try PolicyFixture.conditioned(#"{"StringEquals":{"x:a":"1","x:b":"2"},"StringLike":{"x:a":"*"}}"#)
    #expect(PolicyFixture.admits(policy, ["x:a": ["1"], "x:b": ["2"]]))
    #expect(!PolicyFixture.admits(policy, ["x:a": ["1"], "x:b": ["3"]]))
    #expect(!PolicyFixture.admits(policy, ["x:b": ["2"]]))
  }

  @Test("a condition without values matches nothing, and negated everything")
  func noValues() throws {
    #expect(!PolicyFixture.admits(try PolicyFixture.conditioned(#"{"StringEquals":{"x:k":[]}}"#), ["x:k": ["a"]]))
    #expect(PolicyFixture.admits(try PolicyFixture.conditioned(#"{"StringNotEquals":{"x:k":[]}}"#), ["x:k": ["a"]]))
  }
}
