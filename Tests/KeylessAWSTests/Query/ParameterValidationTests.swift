import Testing

@testable import KeylessAWS

@Suite("Constraint violations")
struct ParameterValidationTests {
  private func message(
    role: String = "arn:aws:iam::111122223333:role/x",
    session: String = "ok",
    token: String = "a.b.c",
    extra: [QueryParameter] = []
  ) throws -> String? {
    let request = QueryRequest(
      "AssumeRoleWithWebIdentity",
      service: .sts,
      parameters: [
        .init("RoleArn", role), .init("RoleSessionName", session), .init("WebIdentityToken", token),
      ] + extra
    )
    do {
      _ = try AssumeRoleWithWebIdentity.Input(request)
      return nil
    } catch {
      #expect(error.status == 400)
      return error.message
    }
  }

  @Test("a request in order passes at every limit")
  func passes() throws {
    #expect(try message() == nil)
    #expect(try message(session: String(repeating: "s", count: 64)) == nil)
    #expect(try message(extra: [.init("DurationSeconds", "900")]) == nil)
    #expect(try message(extra: [.init("DurationSeconds", "43200")]) == nil)
    #expect(try message(token: String(repeating: "t", count: 20_000)) == nil)
  }

  @Test("STS echoes the value and names the constraint as AWS does")
  func observed() throws {
    #expect(
      try message(session: "Session1:2")
        == #"1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*"#
    )
    let long = String(repeating: "s", count: 65)
    #expect(
      try message(session: long)
        == "1 validation error detected: Value '\(long)' at 'roleSessionName' failed to satisfy constraint: Member must have length less than or equal to 64"
    )
    #expect(
      try message(extra: [.init("DurationSeconds", "20")])
        == "1 validation error detected: Value '20' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900"
    )
    #expect(
      try message(extra: [.init("DurationSeconds", "43201")])
        == "1 validation error detected: Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200"
    )
    let policy = String(repeating: "p", count: 2049)
    #expect(
      try message(extra: [.init("Policy", policy)])
        == "1 validation error detected: Value '\(policy)' at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048"
    )
  }

  @Test("a token is never echoed, a missing parameter is null, and faults are counted")
  func several() throws {
    let token = String(repeating: "t", count: 20_001)
    let text = try #require(try message(role: "short", session: "é1", token: token))
    #expect(text.hasPrefix("3 validation errors detected: Value 'short' at 'roleArn' failed"))
    #expect(text.contains("; Value at 'webIdentityToken' failed to satisfy constraint: Member must have length less"))
    #expect(!text.contains("ttt"))
    let empty = try QueryRequest(form: Array("Action=AssumeRoleWithWebIdentity&Version=2011-06-15".utf8))
    let error = #expect(throws: QueryError.self) { try AssumeRoleWithWebIdentity.Input(empty) }
    #expect(
      error?.message.hasPrefix(
        "3 validation errors detected: Value at 'roleArn' failed to satisfy constraint: Member must not be null; "
      ) == true
    )
  }

  @Test("IAM's observed message of three errors comes out letter by letter")
  func threeErrors() {
    var validation = ParameterValidation(.iam)
    let long = String(repeating: "x", count: 256)
    validation.check([long], "clientIDList", [.members([.maximumLength(255), .minimumLength(1)])])
    validation.check(["abc"], "thumbprintList", [.members([.maximumLength(40), .minimumLength(40)])])
    validation.check(long, "url", [.maximumLength(255), .minimumLength(1)])
    #expect(
      validation.error?.message
        == "3 validation errors detected: Value at 'clientIDList' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to 1]; Value at 'thumbprintList' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 40, Member must have length greater than or equal to 40]; Value at 'url' failed to satisfy constraint: Member must have length less than or equal to 255"
    )
  }

  @Test(
    "patterns match whole values only",
    arguments: [
      (ParameterPattern.name, "a_B9+=,.@-", true), (.name, "a b", false), (.name, "é", false), (.name, "a\n", false),
      (.tag, "Ärger 1_.:/=+-@", true), (.tag, "", false), (.tag, "a#b", false), (.tag, "e\u{301}", false),
      (.versionID, "v1", true), (.versionID, "v12.a-b", true), (.versionID, "v0", false), (.versionID, "v1x", false),
      (.policy, "ÿ\r\n", true), (.policy, "Ā", false), (.policy, "", false), (.arn, "\u{80}", false), (.arn, "é", true),
    ]
  )
  func patterns(pattern: ParameterPattern, text: String, matches: Bool) { #expect(pattern.matches(text) == matches) }

  @Test("policies that are too large together, and numbers that are none, are refused")
  func others() throws {
    let arn = "arn:aws:iam::aws:policy/" + String(repeating: "p", count: 1500)
    let both: [QueryParameter] = [
      .init("Policy", String(repeating: "p", count: 600)), .init("PolicyArns.member.1.arn", arn),
    ]
    #expect(try message(extra: both)?.hasPrefix("Packed policy consumes") == true)
    #expect(try message(extra: [both[1]]) == nil)
    #expect(
      try message(extra: [.init("DurationSeconds", "1e3")]) == "The value of 'DurationSeconds' is not an integer."
    )
    let eleven = (1...11).map { QueryParameter("PolicyArns.member.\($0).arn", "arn:aws:iam::aws:policy/p") }
    #expect(
      try message(extra: eleven)?.hasSuffix(
        "at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to 10"
      ) == true
    )
  }
}
