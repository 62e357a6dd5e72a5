import KeylessAWS
import KeylessCalls
import KeylessServer
import Testing

@Suite("what S3 takes for a bucket's policy")
struct S3PolicyRuleTests {
  private static func statement(
    _ principal: String = "{\"AWS\":\"arn:aws:iam::111122223333:user/root-like\"}",
    effect: String = "Allow",
    action: String = "\"s3:GetObject\"",
    resource: String? = "\"arn:aws:s3:::acme-shop-state/*\"",
    more: String = ""
  ) -> String {
    let resource = resource.map { ",\"Resource\":\($0)" } ?? ""
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"\(effect)\",\"Principal\":\(principal),"
      + "\"Action\":\(action)\(resource)\(more)}]}"
  }

  private static func put(_ text: String) throws -> ServerAnswer {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    let answer = try world.s3("PUT", "/acme-shop-state", query: "policy=", body: text, as: admin)
    let kept = try world.s3("GET", "/acme-shop-state", query: "policy=", as: admin)
    #expect((kept.status == 200) == (answer.status == 204))
    return answer
  }

  @Test(
    "a policy that is none of this bucket's is refused in S3's words",
    arguments: [
      ("", "Policies must be valid JSON and the first byte must be '{'"),
      ("invalid json", "Policies must be valid JSON and the first byte must be '{'"),
      ("[]", "Policies must be valid JSON and the first byte must be '{'"),
      ("{\"Version\"", "Policies must be valid JSON and the first byte must be '{'"),
      ("{}", "Missing required field Statement"),
      (statement(resource: nil), "Missing required field Resource"),
      (statement(resource: "\"arn:aws:s3:::other-bucket/*\""), "Policy has invalid resource"),
      (
        statement(resource: "[\"arn:aws:s3:::acme-shop-state/*\",\"arn:aws:s3:::acme-shop-stat\"]"),
        "Policy has invalid resource"
      ),
      (statement(resource: "\"*\""), "Policy has invalid resource"),
      (statement(resource: "\"acme-shop-state\""), "Policy has invalid resource"),
      (statement(resource: "\"arn:aws:iam::111122223333:role/x\""), "Policy has invalid resource"),
      (statement(action: "\"sts:AssumeRole\""), "Policy has invalid action"),
      (statement(action: "\"GetObject\""), "Policy has invalid action"),
      (
        statement(resource: "\"arn:aws:s3:::acme-shop-state\""), "Action does not apply to any resource(s) in statement"
      ),
      (statement(action: "\"s3:ListBucket\""), "Action does not apply to any resource(s) in statement"),
      (statement("{\"AWS\":\"arn:aws:iam::111122223333:role/nobody\"}"), "Invalid principal in policy"),
      (statement("{\"AWS\":\"AIDAEXAMPLEROOT-LIKE\"}"), "Invalid principal in policy"),
      (statement("{\"AWS\":\"x\"}"), "Invalid principal in policy"),
      (statement("{\"Who\":\"x\"}"), "Invalid principal in policy"),
      (statement(effect: "Maybe"), nil), (statement(more: ",\"Extra\":1"), "Invalid policy syntax."),
      (
        "{\"Statement\":[{\"Effect\":\"Allow\",\"NotPrincipal\":{\"AWS\":\"111122223333\"},\"Action\":\"s3:GetObject\","
          + "\"Resource\":\"arn:aws:s3:::acme-shop-state/*\"}]}", nil
      ),
      (statement(more: ",\"Condition\":{\"StringIs\":{\"s3:prefix\":\"x\"}}"), "Invalid Condition type : StringIs"),
    ] as [(String, String?)]
  )
  func refused(text: String, message: String?) throws {
    let answer = try Self.put(text)
    #expect(answer.status == 400)
    #expect(answer.code == "MalformedPolicy")
    if let message { #expect(answer.message == message) }
  }

  @Test(
    "a policy that S3 takes is kept",
    arguments: [
      statement(), statement(resource: "\"arn:aws:s3:::acme-*/*\""), statement(resource: "\"arn:aws:s3:::*\""),
      statement(action: "\"s3:*\"", resource: "\"arn:aws:s3:::acme-shop-state\""), statement(action: "\"*\""),
      statement(
        action: "[\"s3:ListBucket\",\"s3:GetObject\"]",
        resource: "[\"arn:aws:s3:::acme-shop-state\",\"arn:aws:s3:::acme-shop-state/*\"]"
      ),
      statement("{\"AWS\":\"arn:aws:iam::111122223333:role/deploy\"}"),
      statement("{\"AWS\":\"arn:aws:sts::111122223333:assumed-role/deploy/x\"}"),
      statement("{\"AWS\":\"arn:aws:iam::999999999999:role/unknown-account\"}"),
      statement("{\"AWS\":\"999999999999\"}"),
      statement("{\"Service\":\"logging.s3.amazonaws.com\"}"), statement("\"*\"", effect: "Deny"),
    ]
  )
  func kept(text: String) throws {
    let answer = try Self.put(text)
    #expect(answer.status == 204, "\(answer.body)")
  }

  @Test("a policy of another account's role must name one that is there, where that account is known")
  func otherAccounts() throws {
    let known = try Self.put(Self.statement("{\"AWS\":\"arn:aws:iam::444455556666:role/deploy\"}"))
    #expect(known.status == 204)
    let unknown = try Self.put(Self.statement("{\"AWS\":\"arn:aws:iam::444455556666:role/nobody\"}"))
    #expect(unknown.message == "Invalid principal in policy")
  }

  @Test(
    "who may be anybody makes a policy public; fixed values of where a call comes from do not",
    arguments: [
      ("\"*\"", "", true), ("{\"AWS\":\"*\"}", "", true),
      ("\"*\"", "{\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}}", false),
      ("\"*\"", "{\"IpAddress\":{\"aws:SourceIp\":\"0.0.0.0/1\"}}", true),
      ("\"*\"", "{\"IpAddressIfExists\":{\"aws:SourceIp\":\"203.0.113.0/24\"}}", true),
      ("\"*\"", "{\"NotIpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}}", true),
      ("\"*\"", "{\"IpAddress\":{\"aws:SourceIp\":[\"203.0.113.0/24\",\"0.0.0.0/0\"]}}", true),
      ("\"*\"", "{\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-abc\"}}", false),
      ("\"*\"", "{\"StringLike\":{\"aws:PrincipalOrgID\":\"o-*\"}}", true),
      ("\"*\"", "{\"StringEquals\":{\"aws:SourceVpce\":\"vpce-1\"}}", false),
      ("\"*\"", "{\"ForAllValues:StringEquals\":{\"aws:SourceVpce\":\"vpce-1\"}}", true),
      ("\"*\"", "{\"StringEquals\":{\"aws:UserAgent\":\"secret\"}}", true),
      ("{\"AWS\":\"111122223333\"}", "", false), ("{\"Service\":\"logging.s3.amazonaws.com\"}", "", false),
    ]
  )
  func publicity(principal: String, condition: String, isPublic: Bool) throws {
    let more = condition.isEmpty ? "" : ",\"Condition\":\(condition)"
    let answer = try Self.put(Self.statement(principal, more: more))
    #expect(answer.status == (isPublic ? 403 : 204), "\(answer.body)")
    // A denial is never public.
    #expect(try Self.put(Self.statement(principal, effect: "Deny", more: more)).status == 204)
  }

  @Test("a policy may have 20,480 bytes and no more")
  func size() throws {
    let keys = (0..<240).map { "\"arn:aws:s3:::acme-shop-state/\(String(repeating: "k", count: 50))\($0)\"" }
    #expect(try Self.put(Self.statement(resource: "[\(keys.joined(separator: ","))]")).status == 204)
    let more = keys + (0..<40).map { "\"arn:aws:s3:::acme-shop-state/\(String(repeating: "j", count: 50))\($0)\"" }
    let answer = try Self.put(Self.statement(resource: "[\(more.joined(separator: ","))]"))
    #expect(answer.message == "Normalized policy document exceeds the maximum allowed size of 20480 bytes")
  }
}
