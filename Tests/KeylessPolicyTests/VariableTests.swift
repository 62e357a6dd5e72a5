import KeylessPolicy
import KeylessSource
import Testing

@Suite
struct VariableTests {
  struct Case: CustomTestStringConvertible {
    var test = "StringLike"
    var policy: String
    var version = "2012-10-17"
    var variables: [(String, [String])] = []
    var accepts: [String]
    var refuses: [String]

    var testDescription: String { "\(test) \(policy) \(version)" }
  }

  static let cases: [Case] = [
    Case(
      policy: "ci-${aws:region}-*",
      variables: [("AWS:Region", ["eu"])],
      accepts: ["ci-eu-1"],
      refuses: ["ci-us-1", "ci-${aws:region}-1"]
    ),
    Case(
      policy: "ci-${aws:region}-*",
      version: "2008-10-17",
      variables: [("aws:region", ["eu"])],
      accepts: ["ci-${aws:region}-1"],
      refuses: ["ci-eu-1"]
    ),
    Case(policy: "${x:v}", variables: [("x:v", ["a*"])], accepts: ["a*"], refuses: ["ab", "a"]),
    Case(policy: "${x:v}", variables: [("x:v", ["?"])], accepts: ["?"], refuses: ["a"]),
    Case(policy: "${x:v}", variables: [("x:v", ["${x:w}"]), ("x:w", ["a"])], accepts: ["${x:w}"], refuses: ["a"]),
    Case(policy: "a${*}b${?}c${$}{d}", accepts: ["a*b?c${d}"], refuses: ["axb?c${d}", "a*bxc${d}"]),
    Case(test: "StringEquals", policy: "${*}${$}", accepts: ["*$"], refuses: ["x$", "${*}${$}"]),
    Case(policy: "${*}", version: "2008-10-17", accepts: ["${anything}"], refuses: ["*"]),
    Case(policy: "${x:v, 'nobody'}", accepts: ["nobody"], refuses: ["", "x"]),
    Case(policy: "${x:v, 'nobody'}", variables: [("x:v", ["me"])], accepts: ["me"], refuses: ["nobody"]),
    Case(policy: "${x:v, 'a*'}", accepts: ["a*"], refuses: ["ab"]),
    Case(policy: "${x:v}*", accepts: [], refuses: ["", "x", "${x:v}x"]),
    Case(policy: "${x:v}", variables: [("x:v", ["a", "b"])], accepts: [], refuses: ["a", "b"]),
    Case(test: "StringNotEquals", policy: "${x:v}", accepts: [], refuses: ["a"]),
    Case(test: "StringNotEquals", policy: "${x:v}", variables: [("x:v", ["b"])], accepts: ["a"], refuses: ["b"]),
    Case(
      test: "StringEqualsIgnoreCase",
      policy: "${x:v}",
      variables: [("x:v", ["Ab"])],
      accepts: ["aB"],
      refuses: ["b"]
    ),
    Case(
      test: "ArnLike",
      policy: "arn:aws:iam::1:role/${x:v}",
      variables: [("x:v", ["*"])],
      accepts: ["arn:aws:iam::1:role/*"],
      refuses: ["arn:aws:iam::1:role/a"]
    ),
    Case(
      test: "ArnEquals",
      policy: "${x:v}",
      variables: [("x:v", ["arn:aws:s3:::b*"])],
      accepts: ["arn:aws:s3:::b*"],
      refuses: ["arn:aws:s3:::bc", "arn:aws:s3:::b"]
    ),
    Case(test: "Bool", policy: "${x:v}", variables: [("x:v", ["true"])], accepts: ["true"], refuses: ["false"]),
    Case(test: "Bool", policy: "${x:v}", accepts: [], refuses: ["true", "false", "junk"]),
    Case(test: "ForAllValues:StringEquals", policy: "${x:v}", accepts: [], refuses: ["a"]),
  ]

  @Test("a variable stands for its value, literally, and without one the statement does not apply", arguments: cases)
  func variables(_ example: Case) throws {
    let policy = try PolicyFixture.conditioned(
      #"{"\#(example.test)":{"x:k":"\#(example.policy)"}}"#,
      version: example.version
    )
    for (values, expected) in [(example.accepts, true), (example.refuses, false)] {
      for value in values {
        var context = RequestContext(example.variables)
        context["x:k"] = [value]
        #expect(PolicyFixture.admits(policy, context) == expected, "\(value)")
      }
    }
  }

  @Test("a variable without a value takes the statement out even where another value matches")
  func unresolvedAmongValues() throws {
    for values in [#"["a","${x:v}"]"#, #"["${x:v}","a"]"#] {
      let policy = try PolicyFixture.conditioned(#"{"StringEquals":{"x:k":\#(values)}}"#)
      #expect(!PolicyFixture.admits(policy, ["x:k": ["a"]]))
      #expect(PolicyFixture.admits(policy, ["x:k": ["a"], "x:v": ["z"]]))
      let note = policy.explain(PolicyRequest(action: "s3:GetObject", context: ["x:k": ["a"]])).firstFailingCondition?
        .note
      #expect(note?.contains("${x:v}") == true)
    }
  }

  @Test("IfExists spares a variable that has no value when the key itself is absent")
  func ifExists() throws {
    let policy = try PolicyFixture.conditioned(#"{"StringEqualsIfExists":{"x:k":"${x:v}"}}"#)
    #expect(PolicyFixture.admits(policy, [:]))
    #expect(!PolicyFixture.admits(policy, ["x:k": ["a"]]))
  }

  @Test("in a resource a variable counts after the fifth colon only")
  func resources() throws {
    let policy = try PolicyFixture.policy(
      #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/${aws:username}/*"}}"#
    )
    func ask(_ resource: String, _ context: RequestContext) -> PolicyOutcome {
      PolicyFixture.outcome(policy, PolicyRequest(action: "s3:GetObject", resource: resource, context: context))
    }
    #expect(ask("arn:aws:s3:::home/ann/x", ["aws:username": ["ann"]]) == .allow)
    #expect(ask("arn:aws:s3:::home/bob/x", ["aws:username": ["ann"]]) == .implicitDeny)
    #expect(ask("arn:aws:s3:::home/bob/x", ["aws:username": ["*"]]) == .implicitDeny)
    #expect(ask("arn:aws:s3:::home/ann/x", [:]) == .implicitDeny)
    let early = try PolicyFixture.policy(
      #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:sqs:${aws:region}:1:q"}}"#
    )
    #expect(early.document.warnings.map(\.id) == ["policy-literal-variable"])
    let literal = PolicyRequest(action: "sqs:X", resource: "arn:aws:sqs:eu:1:q", context: ["aws:region": ["eu"]])
    #expect(PolicyFixture.outcome(early, literal) == .implicitDeny)
  }

  @Test("NotResource with a variable that has no value does not apply")
  func notResource() throws {
    let policy = try PolicyFixture.policy(
      #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","NotResource":"arn:aws:s3:::${x:v}"}}"#
    )
    let request = PolicyRequest(action: "s3:X", resource: "arn:aws:s3:::b")
    #expect(PolicyFixture.outcome(policy, request) == .implicitDeny)
    var known = request
    known.context["x:v"] = ["c"]
    #expect(PolicyFixture.outcome(policy, known) == .allow)
    known.context["x:v"] = ["b"]
    #expect(PolicyFixture.outcome(policy, known) == .implicitDeny)
  }

  @Test(
    "what is not a variable is refused",
    arguments: [
      "${", "${}", "${aws:x", "${user}", "${aws:x,'d'}", "${aws:x, d}", "${aws:x, 'd}", "${a:${b:c}}", "${**}",
    ]
  )
  func malformed(_ text: String) throws {
    let error = try PolicyFixture.refusal(
      #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringLike":{"x:k":"\#(text)"}}}}"#,
      .identity
    )
    #expect(error.diagnostics.map(\.id) == ["policy-malformed-variable"])
    let old = try PolicyFixture.conditioned(#"{"StringEquals":{"x:k":"\#(text)"}}"#, version: "2008-10-17")
    #expect(PolicyFixture.admits(old, ["x:k": [text]]))
  }
}
