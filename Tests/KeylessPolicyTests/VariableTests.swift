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
    Case(test: "StringNotEquals", policy: "${x:v}", accepts: ["a", "${x:v}"], refuses: []),
    Case(test: "StringNotLike", policy: "${x:v}*", accepts: ["a", ""], refuses: []),
    Case(test: "ArnNotLike", policy: "arn:aws:iam::1:role/${x:v}", accepts: ["arn:aws:iam::1:role/a"], refuses: []),
    Case(test: "StringNotEquals", policy: "${x:v}", variables: [("x:v", ["a", "b"])], accepts: ["a"], refuses: []),
    Case(test: "StringNotEquals", policy: "${x:v, 'a'}", accepts: ["b"], refuses: ["a"]),
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

  @Test("a variable stands for its value, literally, and without one it is null and equals nothing", arguments: cases)
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

  @Test("beside a variable without a value the other values of the list still count")
  func unresolvedAmongValues() throws {
    for values in [#"["a","${x:v}"]"#, #"["${x:v}","a"]"#] {
      let policy = try PolicyFixture.conditioned(#"{"StringEquals":{"x:k":\#(values)}}"#)
      #expect(PolicyFixture.admits(policy, ["x:k": ["a"]]))
      #expect(!PolicyFixture.admits(policy, ["x:k": ["b"]]))
      #expect(PolicyFixture.admits(policy, ["x:k": ["b"], "x:v": ["b"]]))
      let request = PolicyRequest(action: "s3:GetObject", context: ["x:k": ["b"]])
      let note = policy.explain(request).firstFailingCondition?.note
      #expect(note?.contains("${x:v}") == true)
      let negated = try PolicyFixture.conditioned(#"{"StringNotEquals":{"x:k":\#(values)}}"#)
      #expect(!PolicyFixture.admits(negated, ["x:k": ["a"]]))
      #expect(PolicyFixture.admits(negated, ["x:k": ["b"]]))
    }
  }

  @Test("a Deny on StringNotEquals stands although the variable it compares with has no value")
  func denyWithoutValue() throws {
    let policy = try PolicyFixture.policy(
      #"""
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},
       {"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"x:team":"${aws:PrincipalTag/team}"}}}]}
      """#
    )
    func ask(_ context: RequestContext) -> PolicyOutcome {
      PolicyFixture.outcome(policy, PolicyRequest(action: "s3:X", resource: "arn:aws:s3:::b", context: context))
    }
    #expect(ask(["x:team": ["red"]]) == .deny)
    #expect(ask(["x:team": ["red"], "aws:PrincipalTag/team": ["red", "blue"]]) == .deny)
    #expect(ask(["x:team": ["red"], "aws:PrincipalTag/team": ["blue"]]) == .deny)
    #expect(ask(["x:team": ["red"], "aws:PrincipalTag/team": ["red"]]) == .allow)
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

  @Test("an entry of NotResource with a variable that has no value excludes nothing", arguments: ["Allow", "Deny"])
  func notResource(_ effect: String) throws {
    let policy = try PolicyFixture.policy(
      #"{"Version":"2012-10-17","Statement":[{"Effect":"\#(effect)","Action":"*","NotResource":"arn:aws:s3:::${x:v}"}]}"#
    )
    let applies: PolicyOutcome = effect == "Allow" ? .allow : .deny
    let request = PolicyRequest(action: "s3:X", resource: "arn:aws:s3:::b")
    #expect(PolicyFixture.outcome(policy, request) == applies)
    var known = request
    known.context["x:v"] = ["c"]
    #expect(PolicyFixture.outcome(policy, known) == applies)
    known.context["x:v"] = ["b"]
    #expect(PolicyFixture.outcome(policy, known) == .implicitDeny)
    known.context["x:v"] = ["b", "c"]
    #expect(PolicyFixture.outcome(policy, known) == applies)
  }

  @Test("an entry of Resource with a variable that has no value matches nothing, and the other entries count")
  func resourceList() throws {
    let policy = try PolicyFixture.policy(
      #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":["arn:aws:s3:::${x:v}/*","arn:aws:s3:::public/*"]}}"#
    )
    func ask(_ resource: String, _ context: RequestContext = [:]) -> PolicyOutcome {
      PolicyFixture.outcome(policy, PolicyRequest(action: "s3:X", resource: resource, context: context))
    }
    #expect(ask("arn:aws:s3:::public/a") == .allow)
    #expect(ask("arn:aws:s3:::home/a") == .implicitDeny)
    #expect(ask("arn:aws:s3:::/a") == .implicitDeny)
    #expect(ask("arn:aws:s3:::home/a", ["x:v": ["home"]]) == .allow)
    let refused = policy.explain(PolicyRequest(action: "s3:X", resource: "arn:aws:s3:::home/a"))
    #expect(refused.nearest?.elements.last?.reason.contains("${x:v}") == true)
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
