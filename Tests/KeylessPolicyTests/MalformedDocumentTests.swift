import KeylessPolicy
import KeylessSource
import Testing

/// What each kind of policy refuses, where, and in which words of AWS.
@Suite
struct MalformedDocumentTests {
  struct Bad: CustomTestStringConvertible {
    var kind: PolicyKind
    var text: String
    var id: DiagnosticID
    /// The text under the span of the first problem.
    var under: String
    var aws: String

    var testDescription: String { "\(kind.rawValue) \(text)" }
  }

  static func statement(_ rest: String) -> String { #"{"Statement":{"Effect":"Allow",\#(rest)}}"# }

  static func condition(_ rest: String) -> String { statement(#""Action":"s3:X","Resource":"*","Condition":\#(rest)"#) }

  static func resource(_ text: String) -> String { statement(#""Action":"s3:X","Resource":"\#(text)""#) }

  static let general = "Syntax errors in policy."
  static let vendor = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
  static let onlySTS = "AssumeRole policy may only specify STS AssumeRole actions."
  static let federated =
    #""Principal":{"Federated":"\#(PolicyFixture.provider)"},"Action":"sts:AssumeRoleWithWebIdentity""#

  static let bad: [Bad] = [
    Bad(kind: .trust, text: "{", id: "policy-not-json", under: "", aws: "This policy contains invalid Json"),
    Bad(kind: .identity, text: "{", id: "policy-not-json", under: "", aws: general),
    Bad(
      kind: .trust,
      text: #"{"Statement":{},"Statement":{}}"#,
      id: "policy-not-json",
      under: "",
      aws: "This policy contains invalid Json"
    ),
    Bad(kind: .identity, text: "[]", id: "policy-wrong-type", under: "[]", aws: general),
    Bad(
      kind: .trust,
      text: #"{"Version":"2012-10-17"}"#,
      id: "policy-missing-element",
      under: #"{"Version":"2012-10-17"}"#,
      aws: "Could not parse the policy: Statement is empty!"
    ),
    Bad(
      kind: .trust,
      text: #"{"Statement":[]}"#,
      id: "policy-empty-element",
      under: "[]",
      aws: "Could not parse the policy: Statement is empty!"
    ),
    Bad(
      kind: .trust,
      text: #"{"Version":"2012","Statement":{"Effect":"Allow",\#(federated)}}"#,
      id: "policy-unknown-version",
      under: #""2012""#,
      aws: "The policy must contain a valid version string"
    ),
    Bad(
      kind: .identity,
      text: #"{"Version":"2012","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#,
      id: "policy-unknown-version",
      under: #""2012""#,
      aws: "Policy document must be version 2012-10-17 or greater."
    ),
    Bad(
      kind: .trust,
      text: statement(#"\#(federated),"Resource":"*""#),
      id: "policy-prohibited-element",
      under: #""*""#,
      aws: "Has prohibited field Resource"
    ),
    Bad(
      kind: .trust,
      text: statement(#"\#(federated),"NotResource":["*"]"#),
      id: "policy-prohibited-element",
      under: #"["*"]"#,
      aws: "Has prohibited field Resource"
    ),
    Bad(
      kind: .trust,
      text: statement(#""Action":"sts:AssumeRole""#),
      id: "policy-missing-element",
      under: #"{"Effect":"Allow","Action":"sts:AssumeRole"}"#,
      aws: "Missing required field Principal"
    ),
    Bad(
      kind: .trust,
      text: statement(#""Principal":{"Federated":"\#(PolicyFixture.provider)"}"#),
      id: "policy-missing-element",
      under: #"{"Effect":"Allow","Principal":{"Federated":"\#(PolicyFixture.provider)"}}"#,
      aws: "Missing required field Action"
    ),
    Bad(
      kind: .trust,
      text: #"{"Statement":{\#(federated)}}"#,
      id: "policy-missing-element",
      under: "{\(federated)}",
      aws: "Missing required field Effect"
    ),
    Bad(
      kind: .trust,
      text: #"{"Statement":{"Effect":"allow",\#(federated)}}"#,
      id: "policy-invalid-effect",
      under: #""allow""#,
      aws: "Invalid effect: allow"
    ),
    Bad(
      kind: .trust,
      text: statement(#""Principal":{},"Action":"sts:AssumeRole""#),
      id: "policy-empty-element",
      under: "{}",
      aws: "Missing required field Principal cannot be empty!"
    ),
    Bad(
      kind: .trust,
      text: statement(#""Principal":"me","Action":"sts:AssumeRole""#),
      id: "policy-wrong-type",
      under: #""me""#,
      aws: "Principal must be a JSON object."
    ),
    Bad(
      kind: .trust,
      text: statement(#""Principal":"*","NotPrincipal":"*","Action":"sts:AssumeRole""#),
      id: "policy-contradicting-elements",
      under: #""*""#,
      aws: "Syntax error in policy."
    ),
    Bad(
      kind: .trust,
      text: statement(#""Principal":"*","Action":"sts:GetCallerIdentity""#),
      id: "policy-wrong-action",
      under: #""sts:GetCallerIdentity""#,
      aws: onlySTS
    ),
    Bad(
      kind: .trust,
      text: statement(#""Principal":"*","Action":["sts:AssumeRole","*"]"#),
      id: "policy-wrong-action",
      under: #""*""#,
      aws: onlySTS
    ),
    Bad(
      kind: .trust,
      text: statement(#""Principal":"*","NotAction":"sts:AssumeRole""#),
      id: "policy-wrong-action",
      under: #""sts:AssumeRole""#,
      aws: onlySTS
    ),
    Bad(
      kind: .trust,
      text: #"{"Statement":[{"Sid":"A","Effect":"Allow",\#(federated)},{"Sid":"A","Effect":"Deny",\#(federated)}]}"#,
      id: "policy-repeated-sid",
      under: #""A""#,
      aws: "The Statement Ids in the policy are not unique"
    ),
    Bad(
      kind: .identity,
      text:
        #"{"Statement":[{"Sid":"A","Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"A","Effect":"Allow","Action":"*","Resource":"*"}]}"#,
      id: "policy-repeated-sid",
      under: #""A""#,
      aws: "Statement IDs (SID) in a single policy must be unique."
    ),
    Bad(
      kind: .identity,
      text: statement(#""Principal":"*","Action":"*","Resource":"*""#),
      id: "policy-prohibited-element",
      under: #""*""#,
      aws: "Policy document should not specify a principal."
    ),
    Bad(
      kind: .serviceControl,
      text: statement(#""NotPrincipal":"*","Action":"*","Resource":"*""#),
      id: "policy-prohibited-element",
      under: #""*""#,
      aws: general
    ),
    Bad(
      kind: .resource,
      text: statement(#""Action":"*","Resource":"*""#),
      id: "policy-missing-element",
      under: #"{"Effect":"Allow","Action":"*","Resource":"*"}"#,
      aws: general
    ),
    Bad(
      kind: .resourceControl,
      text: statement(#""Principal":{"AWS":"111122223333"},"Action":"*","Resource":"*""#),
      id: "policy-wrong-principal",
      under: #"{"AWS":"111122223333"}"#,
      aws: general
    ),
    Bad(
      kind: .identity,
      text: statement(#""Resource":"*""#),
      id: "policy-missing-element",
      under: #"{"Effect":"Allow","Resource":"*"}"#,
      aws: "Policy statement must contain actions."
    ),
    Bad(
      kind: .boundary,
      text: statement(#""Action":"*""#),
      id: "policy-missing-element",
      under: #"{"Effect":"Allow","Action":"*"}"#,
      aws: "Policy statement must contain resources."
    ),
    Bad(
      kind: .session,
      text: statement(#""Action":[],"Resource":"*""#),
      id: "policy-empty-element",
      under: "[]",
      aws: "Policy statement must contain actions."
    ),
    Bad(
      kind: .identity,
      text: statement(#""Action":"GetObject","Resource":"*""#),
      id: "policy-malformed-action",
      under: #""GetObject""#,
      aws: vendor
    ),
    Bad(
      kind: .identity,
      text: statement(#""Action":"s3:Get:x","Resource":"*""#),
      id: "policy-malformed-action",
      under: #""s3:Get:x""#,
      aws: "Actions/Condition can contain only one colon."
    ),
    Bad(
      kind: .identity,
      text: statement(#""Action":"s*:Get","Resource":"*""#),
      id: "policy-malformed-action",
      under: #""s*:Get""#,
      aws: "Vendor s* is not valid"
    ),
    Bad(
      kind: .trust,
      text: statement(#""Principal":"*","Action":"*:*""#),
      id: "policy-wrong-action",
      under: #""*:*""#,
      aws: onlySTS
    ),
    Bad(
      kind: .identity,
      text: statement(#""Action":"a a:Get","Resource":"*""#),
      id: "policy-malformed-action",
      under: #""a a:Get""#,
      aws: "Vendor a a is not valid"
    ),
    Bad(
      kind: .identity,
      text: resource(""),
      id: "policy-malformed-resource",
      under: #""""#,
      aws: #"Resource  must be in ARN format or "*"."#
    ),
    Bad(
      kind: .identity,
      text: resource("b"),
      id: "policy-malformed-resource",
      under: #""b""#,
      aws: #"Resource b must be in ARN format or "*"."#
    ),
    Bad(
      kind: .identity,
      text: resource("arn:b:c:d:e:f:g:h"),
      id: "policy-malformed-resource",
      under: #""arn:b:c:d:e:f:g:h""#,
      aws: #"Partition "b" is not valid for resource "arn:b:c:d:e:f:g:h"."#
    ),
    Bad(
      kind: .identity,
      text: resource("arn:s3:::example_bucket:*"),
      id: "policy-malformed-resource",
      under: #""arn:s3:::example_bucket:*""#,
      aws: #"Partition "s3" is not valid for resource "arn:s3:::example_bucket:*"."#
    ),
    Bad(
      kind: .identity,
      text: resource("arn:error:s3:::example_bucket"),
      id: "policy-malformed-resource",
      under: #""arn:error:s3:::example_bucket""#,
      aws: #"Partition "error" is not valid for resource "arn:error:s3:::example_bucket"."#
    ),
    Bad(
      kind: .identity,
      text: resource("arn:aws:s*:::b"),
      id: "policy-malformed-resource",
      under: #""arn:aws:s*:::b""#,
      aws: "Resource vendor must be fully qualified and cannot contain regexes."
    ),
    Bad(
      kind: .identity,
      text: resource("arn:aws:iam:eu-west-1::b"),
      id: "policy-malformed-resource",
      under: #""arn:aws:iam:eu-west-1::b""#,
      aws: "IAM resource arn:aws:iam:eu-west-1::b cannot contain region information."
    ),
    Bad(
      kind: .identity,
      text: resource("arn:aws:s3:eu-west-1::b"),
      id: "policy-malformed-resource",
      under: #""arn:aws:s3:eu-west-1::b""#,
      aws: "Resource arn:aws:s3:eu-west-1::b can not contain region information."
    ),
    Bad(
      kind: .identity,
      text: resource("arn:aws:iam::111122223333:thing"),
      id: "policy-malformed-resource",
      under: #""arn:aws:iam::111122223333:thing""#,
      aws:
        #"IAM resource path must either be "*", root, or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/."#
    ),
    Bad(kind: .identity, text: condition("[]"), id: "policy-wrong-type", under: "[]", aws: general),
    Bad(
      kind: .identity,
      text: condition(#"{"StringEquals":"a"}"#),
      id: "policy-wrong-type",
      under: #""a""#,
      aws: general
    ),
    Bad(
      kind: .identity,
      text: condition(#"{"stringequals":{"x:k":"a"}}"#),
      id: "policy-unknown-operator",
      under: #""stringequals""#,
      aws: general
    ),
    Bad(
      kind: .identity,
      text: condition(#"{"StringEqualsIfExistsIfExists":{"x:k":"a"}}"#),
      id: "policy-unknown-operator",
      under: #""StringEqualsIfExistsIfExists""#,
      aws: general
    ),
    Bad(
      kind: .identity,
      text: condition("{\"StringLi\u{212A}e\":{\"x:k\":\"a\"}}"),
      id: "policy-unknown-operator",
      under: "\"StringLi\u{212A}e\"",
      aws: general
    ),
    Bad(
      kind: .identity,
      text: condition(#"{"StringEquals":{"x:K":"a","X:k":"b"}}"#),
      id: "policy-repeated-name",
      under: #""X:k""#,
      aws: general
    ),
    Bad(
      kind: .identity,
      text: condition(#"{"StringEquals":{"x:a":"a"},"STRINGEQUALS":{"x:b":"b"}}"#),
      id: "policy-repeated-name",
      under: #""STRINGEQUALS""#,
      aws: general
    ),
    Bad(
      kind: .identity,
      text: condition(#"{"StringEquals":{"sub":"a"}}"#),
      id: "policy-malformed-key",
      under: #""sub""#,
      aws: vendor
    ),
    Bad(
      kind: .identity,
      text: condition(#"{"StringEquals":{"x:k":null}}"#),
      id: "policy-wrong-type",
      under: "null",
      aws: general
    ),
    Bad(
      kind: .identity,
      text: condition(#"{"StringEquals":{"x:k":["a",["b"]]}}"#),
      id: "policy-wrong-type",
      under: #"["b"]"#,
      aws: general
    ),
    Bad(
      kind: .identity,
      text: condition(#"{"NumericEquals":{"x:k":"ten"}}"#),
      id: "policy-malformed-value",
      under: #""ten""#,
      aws: general
    ),
    Bad(
      kind: .identity,
      text: condition(#"{"DateEquals":{"x:k":"2026-02-29"}}"#),
      id: "policy-malformed-value",
      under: #""2026-02-29""#,
      aws: general
    ),
    Bad(
      kind: .identity,
      text: condition(#"{"IpAddress":{"x:k":"10.0.0.0/33"}}"#),
      id: "policy-malformed-value",
      under: #""10.0.0.0/33""#,
      aws: general
    ),
    Bad(
      kind: .identity,
      text: condition(#"{"Bool":{"x:k":"yes"}}"#),
      id: "policy-malformed-value",
      under: #""yes""#,
      aws: general
    ),
    Bad(
      kind: .identity,
      text: condition(#"{"Null":{"x:k":"maybe"}}"#),
      id: "policy-malformed-value",
      under: #""maybe""#,
      aws: general
    ),
    Bad(
      kind: .identity,
      text: condition(#"{"BinaryEquals":{"x:k":"AB=="}}"#),
      id: "policy-malformed-value",
      under: #""AB==""#,
      aws: general
    ),
    Bad(
      kind: .identity,
      text: statement(#""sid":"A","Action":"*","Resource":"*""#),
      id: "policy-unknown-element",
      under: #""sid""#,
      aws: general
    ),
    Bad(
      kind: .identity,
      text: statement(#""Action":"*","Resource":"*","Conditions":{}"#),
      id: "policy-unknown-element",
      under: #""Conditions""#,
      aws: general
    ),
  ]

  @Test("a malformed document is no policy: reason, place and AWS's text", arguments: bad)
  func malformed(_ example: Bad) throws {
    let error = try PolicyFixture.refusal(example.text, example.kind)
    let first = try #require(error.diagnostics.first)
    #expect(error.diagnostics.contains { $0.id == example.id }, "\(error)")
    if first.id == example.id { #expect(ParsingTests.text(first.primary.span, in: example.text) == example.under) }
    #expect(first.severity == .error)
    #expect(error.awsMessage == example.aws)
    #expect(error.description.hasPrefix("`policy.json` is not a"))
  }

  @Test(
    "an operator that is not in the language is answered with the one that was meant",
    arguments: [
      ("StringEqual", "did you mean `StringEquals`?"),
      ("ForAnyValues:StringLike", "did you mean `ForAnyValue:StringLike`?"),
      ("stringlike", "write `StringLike`"), ("ForAllValue:stringlike", "did you mean `ForAllValues:StringLike`?"),
      ("ForAnyValue:Null", "write `Null`"), ("NullIfExists", "write `Null`"), ("null", "write `Null`"),
      ("Matches", "use an operator of the policy language, as `StringEquals`"),
    ]
  )
  func meant(_ name: String, _ help: String) throws {
    let error = try PolicyFixture.refusal(Self.condition(#"{"\#(name)":{"x:k":"true"}}"#), .identity)
    #expect(error.diagnostics.map(\.id) == ["policy-unknown-operator"])
    #expect(error.diagnostics.first?.help?.hasSuffix(help) == true, "\(error.diagnostics)")
  }

  @Test(
    "the help for what is no JSON fits the reason",
    arguments: [
      (#"{"a":1,"a":2}"#, "once"), ("{'a':1}", "double quotes"), ("", "double quotes"),
      (String(repeating: "[", count: 40), "flatten"), (String(repeating: " ", count: 1 << 18), "shorten"),
    ]
  )
  func notJSON(_ text: String, _ word: String) throws {
    let error = try PolicyFixture.refusal(text, .identity)
    #expect(error.diagnostics.map(\.id) == ["policy-not-json"])
    #expect(error.diagnostics.first?.help?.contains(word) == true, "\(error.diagnostics)")
  }
}
