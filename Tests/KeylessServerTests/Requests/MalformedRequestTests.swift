import KeylessAWS
import KeylessCalls
import KeylessServer
import Testing

@Suite("malformed Query bodies")
struct MalformedRequestTests {
  static let exchange = "Action=AssumeRoleWithWebIdentity&Version=2011-06-15"
  static let role = "&RoleArn=arn:aws:iam::111122223333:role/deploy"
  static let rest = "&RoleSessionName=job-42&WebIdentityToken=aaaa"

  private static let escape = "The query string contains a syntax error: an escape is not two hexadecimal digits."
  private static let unescaped = "The query string contains a syntax error: a character must be escaped."
  private static let empty = "The query string contains a syntax error: a parameter is empty."
  private static let missing = "The request is missing an action or a required parameter."
  private static let name =
    "The query string contains a syntax error: a parameter name is not 1 to 128 printable ASCII characters."

  static let unreadable: [(body: String, code: String, message: String)] = [
    ("", "MissingAction", missing), ("Action=", "MissingAction", missing),
    ("Version=2011-06-15", "MissingAction", missing), ("action=GetCallerIdentity", "MissingAction", missing),
    ("{\"Action\":\"GetCallerIdentity\"}", "MissingAction", missing),
    ("Action=A&Action=A", "InvalidQueryParameter", "The parameter 'Action' appears more than once."),
    ("Action=A&%41ction=B", "InvalidQueryParameter", "The parameter 'Action' appears more than once."),
    (exchange + role + role, "InvalidQueryParameter", "The parameter 'RoleArn' appears more than once."),
    ("&", "MalformedQueryString", empty), ("&Action=A", "MalformedQueryString", empty),
    ("Action=A&&Version=1", "MalformedQueryString", empty),
    ("Action=A&", "MalformedQueryString", "The query string contains a syntax error: it ends with '&'."),
    ("Action=%", "MalformedQueryString", escape), ("Action=%4", "MalformedQueryString", escape),
    ("Action=%zz", "MalformedQueryString", escape), ("Action=%+1", "MalformedQueryString", escape),
    ("%G1=x", "MalformedQueryString", escape),
    (
      "Action=%C3%28", "MalformedQueryString",
      "The query string contains a syntax error: a value is not valid UTF-8."
    ),
    (
      "Action=%ED%A0%80", "MalformedQueryString",
      "The query string contains a syntax error: a value is not valid UTF-8."
    ),
    (
      "Action=%C0%80", "MalformedQueryString",
      "The query string contains a syntax error: a value is not valid UTF-8."
    ),
    (
      "Action=a%00b", "MalformedQueryString",
      "The query string contains a syntax error: a value contains a control character."
    ),
    (
      "Action=a%7F", "MalformedQueryString",
      "The query string contains a syntax error: a value contains a control character."
    ),
    ("Action=Get CallerIdentity", "MalformedQueryString", unescaped), ("Action=é", "MalformedQueryString", unescaped),
    ("Action=A\r\nVersion=1", "MalformedQueryString", unescaped),
    ("\u{FEFF}Action=A", "MalformedQueryString", unescaped),
    ("<?xml version=\"1.0\"?>", "MalformedQueryString", unescaped), ("=x", "MalformedQueryString", name),
    ("%20=x", "MalformedQueryString", name), ("%C3%A9=x", "MalformedQueryString", name),
    (String(repeating: "n", count: 129) + "=x", "MalformedQueryString", name),
    (
      "Action=A" + (0..<1024).map { "&p\($0)=" }.joined(), "InvalidQueryParameter",
      "The request has more than 1024 parameters."
    ),
    (
      exchange + role + rest + "&DurationSeconds=abc", "MalformedInput",
      "The value of 'DurationSeconds' is not an integer."
    ),
    (
      exchange + role + rest + "&DurationSeconds=", "MalformedInput",
      "The value of 'DurationSeconds' is not an integer."
    ),
    (
      exchange + role + rest + "&DurationSeconds=1e3", "MalformedInput",
      "The value of 'DurationSeconds' is not an integer."
    ),
    (
      exchange + role + rest + "&DurationSeconds=%20900", "MalformedInput",
      "The value of 'DurationSeconds' is not an integer."
    ),
    (
      exchange + role + rest + "&DurationSeconds=99999999999999999999", "MalformedInput",
      "The value of 'DurationSeconds' is not an integer."
    ),
    (
      exchange + role + rest + "&DurationSeconds=%D9%A9%D9%A0%D9%A0", "MalformedInput",
      "The value of 'DurationSeconds' is not an integer."
    ),
  ]

  @Test("what cannot be read is refused, and the reason is told", arguments: unreadable.indices)
  func refusesUnreadable(_ index: Int) throws {
    let (body, code, message) = Self.unreadable[index]
    let error = try World().post(body).error()
    #expect(error == QueryError(code: code, message: message))
  }

  @Test(
    "a list that has gaps, repetitions or a value of its own is refused",
    arguments: [
      "PolicyArns.member.2.arn=x", "PolicyArns.member.0.arn=x", "PolicyArns.member.01.arn=x", "PolicyArns=x",
      "PolicyArns.member.1.arn=x&PolicyArns.member.3.arn=y", "PolicyArns.member.=x", "PolicyArns.member.x.arn=y",
      "PolicyArns.member.-1.arn=y", "PolicyArns.member.9999999999999999999.arn=y",
      "PolicyArns.member.1..arn=y&PolicyArns=z",
    ]
  )
  func lists(_ parameters: String) throws {
    let error = try World().post(Self.exchange + Self.role + Self.rest + "&" + parameters).error()
    #expect(
      error
        == QueryError(
          code: "MalformedInput",
          message: "The members of the list 'PolicyArns' must be numbered from 1 without gaps."
        )
    )
  }

  private static let arnPattern =
    #"Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+"#
  private static let longArn = "arn:aws:iam::111122223333:role/" + String(repeating: "x", count: 2018)

  static let violations: [(body: String, violation: String)] = [
    (exchange + rest, "Value at 'roleArn' failed to satisfy constraint: Member must not be null"),
    (
      exchange + role + "&WebIdentityToken=aaaa",
      "Value at 'roleSessionName' failed to satisfy constraint: Member must not be null"
    ),
    (
      exchange + role + "&RoleSessionName=job-42",
      "Value at 'webIdentityToken' failed to satisfy constraint: Member must not be null"
    ),
    (
      exchange + rest + "&RoleArn=arn:aws:iam::1:x",
      "Value 'arn:aws:iam::1:x' at 'roleArn' failed to satisfy constraint: "
        + "Member must have length greater than or equal to 20"
    ),
    (
      exchange + rest + "&RoleArn=\(longArn)",
      "Value '\(longArn)' at 'roleArn' failed to satisfy constraint: Member must have length less than or equal to 2048"
    ),
    (
      exchange + rest + "&RoleArn=arn:aws:iam::111122223333:role/%C2%80",
      "Value 'arn:aws:iam::111122223333:role/\u{80}' at 'roleArn' failed to satisfy constraint: " + arnPattern
    ),
    (
      exchange + role + "&RoleSessionName=Session1:2&WebIdentityToken=aaaa",
      #"Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: "#
        + #"Member must satisfy regular expression pattern: [\w+=,.@-]*"#
    ),
    (
      exchange + role + "&RoleSessionName=job-42&WebIdentityToken=SEC",
      "Value at 'webIdentityToken' failed to satisfy constraint: Member must have length greater than or equal to 4"
    ),
    (
      exchange + role + "&RoleSessionName=job-42&WebIdentityToken=" + String(repeating: "s", count: 20_001),
      "Value at 'webIdentityToken' failed to satisfy constraint: Member must have length less than or equal to 20000"
    ),
    (
      exchange + role + rest + "&ProviderId=abc",
      "Value 'abc' at 'providerId' failed to satisfy constraint: Member must have length greater than or equal to 4"
    ),
    (
      exchange + role + rest + "&Policy=%E2%82%AC",
      "Value '€' at 'policy' failed to satisfy constraint: "
        + #"Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u00FF]+"#
    ),
    (
      exchange + role + rest + "&PolicyArns.member.1.arn=short",
      "Value 'short' at 'policyArns.1.member.arn' failed to satisfy constraint: "
        + "Member must have length greater than or equal to 20"
    ),
    (
      exchange + role + rest + "&PolicyArns.member.1.other=x",
      "Value at 'policyArns.1.member.arn' failed to satisfy constraint: Member must not be null"
    ),
    (
      exchange + role + rest
        + (1...11).map { "&PolicyArns.member.\($0).arn=arn:aws:iam::aws:policy/ReadOnly" }.joined(),
      "Value at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to 10"
    ),
    (
      exchange + role + rest + "&DurationSeconds=20",
      "Value '20' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900"
    ),
    (
      exchange + role + rest + "&DurationSeconds=899",
      "Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900"
    ),
    (
      exchange + role + rest + "&DurationSeconds=-1",
      "Value '-1' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900"
    ),
    (
      exchange + role + rest + "&DurationSeconds=43201",
      "Value '43201' at 'durationSeconds' failed to satisfy constraint: "
        + "Member must have value less than or equal to 43200"
    ),
  ]

  @Test("a broken constraint is told in AWS's words", arguments: violations.indices)
  func refusesViolation(_ index: Int) throws {
    let (body, violation) = Self.violations[index]
    let world = try World()
    let error = try world.post(body).error()
    #expect(error == QueryError(code: "ValidationError", message: "1 validation error detected: \(violation)"))
    #expect(!world.book.text.contains("SEC"))
  }

  @Test("several broken constraints are counted and told together")
  func together() throws {
    let error = try World().post(Self.exchange + "&RoleSessionName=a%20&DurationSeconds=1").error()
    #expect(error.code == "ValidationError")
    #expect(error.message.utf8.starts(with: "4 validation errors detected: ".utf8))
    let told = error.message.dropFirst("4 validation errors detected: ".count).split(separator: "; ").map(String.init)
    #expect(
      Set(told) == [
        "Value at 'roleArn' failed to satisfy constraint: Member must not be null",
        #"Value 'a ' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*"#,
        "Value at 'webIdentityToken' failed to satisfy constraint: Member must not be null",
        "Value '1' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
      ]
    )
  }

  @Test("policies that are too large together are a packed policy that is too large")
  func packed() throws {
    let policy = String(repeating: "p", count: 2048)
    let error = try World().post(
      Self.exchange + Self.role + Self.rest
        + "&Policy=\(policy)&PolicyArns.member.1.arn=arn:aws:iam::aws:policy/ReadOnly"
    ).error()
    #expect(error.code == "PackedPolicyTooLarge")
  }

  @Test("a body over the limit is refused without being read")
  func tooLarge() throws {
    let world = try World()
    let body = [UInt8](repeating: UInt8(ascii: "a"), count: 512 * 1024 + 1)
    let error = try world.post(body).error()
    #expect(error.status == 413)
    #expect(error.code == "RequestEntityTooLarge")
    let answer = world.aws.tooLarge(IncomingRequest(method: "POST", path: "/"), limit: 512 * 1024)
    #expect(try answer.error() == error)
    #expect(world.post([UInt8](body.dropLast())).status == 400)
  }
}
