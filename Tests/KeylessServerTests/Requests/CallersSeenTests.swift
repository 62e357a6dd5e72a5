import HTTPTypes
import KeylessAWS
import KeylessCalls
import KeylessServer
import Testing

/// Nobody may call without being seen: a transcript that misses a caller says that the job was the only one.
@Suite("who called is always recorded")
struct CallersSeenTests {
  private static let date = "20260921T142640Z"

  private func head(
    _ path: String,
    method: String = "GET",
    query: String = "",
    authorization: String? = nil,
    body: [UInt8] = []
  ) -> IncomingRequest {
    var headers = HTTPFields()
    if let authorization { headers[.authorization] = authorization }
    return IncomingRequest(
      method: method,
      path: path,
      query: query,
      authority: "127.0.0.1:4000",
      headers: headers,
      body: body
    )
  }

  @Test(
    "a caller that nobody can vouch for is named as such",
    arguments: [
      (
        "AWS4-HMAC-SHA256 Credential=AKIAOTHER/20260921/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=00",
        "AKIAOTHER"
      ),
      ("AWS AKIAOLD:c2lnbmF0dXJl", "AKIAOLD"), ("Bearer abc.def", "a Bearer credential"),
      (
        "AWS4-HMAC-SHA256 Credential=wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY1/20260921/eu-west-1/s3/aws4_request",
        "wJalrXUtnFEMI"
      ),
      ("AWS4-HMAC-SHA256 Credential=wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY12/20260921", "a malformed access key id"),
    ]
  )
  func foreign(authorization: String, name: String) throws {
    let world = try World()
    for path in ["/bucket/key", "/health/x", "/_keyless/health", "/issuers/gitlab.com/jwks"] {
      #expect(world.aws.answer(head(path, authorization: authorization)).status == 400)
      #expect(world.book.calls.last?.caller == .unverified(accessKeyID: name))
    }
  }

  @Test("a call that carries no credentials is recorded as unsigned")
  func unsigned() throws {
    let world = try World()
    #expect(world.aws.answer(head("/bucket/key")).status == 404)
    #expect(world.book.calls.last?.caller == .unsigned)
  }

  @Test("a body too large to be read does not hide who sent it")
  func tooLarge() throws {
    let world = try World()
    let request = head("/bucket/key", method: "PUT", authorization: "AWS AKIAOLD:c2ln")
    #expect(world.aws.tooLarge(request, limit: 10).status == 400)
    #expect(world.book.calls.last?.caller == .unverified(accessKeyID: "AKIAOLD"))
  }

  @Test("a body that does not parse does not hide who sent it")
  func unreadable() throws {
    let world = try World()
    let request = head(
      "/",
      method: "POST",
      authorization: "AWS AKIAOLD:c2ln",
      body: Array("Action=Publish&Message=%01".utf8)
    )
    #expect(world.aws.answer(request).status == 400)
    #expect(world.book.calls.last?.caller == .unverified(accessKeyID: "AKIAOLD"))
  }

  @Test(
    "a session's own calls to S3 are recognised, whatever their path",
    arguments: ["/bucket/env%3A/dev/terraform.tfstate", "/bucket/a%20b.txt", "/bucket/a//b", "/bucket/plain"]
  )
  func stateBucket(path: String) throws {
    let world = try World()
    let credentials = try world.session()
    // As SDKs sign for S3: the path once encoded and not normalised, the payload's hash in a header.
    let hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    let signed = try S3Signature.sign(path: path, hash: hash, credentials: credentials, now: Forges.now)
    let request = IncomingRequest(
      method: "GET",
      path: path,
      authority: "127.0.0.1:4000",
      headers: signed
    )
    #expect(world.aws.answer(request).code == "NoSuchBucket")
    let role = "arn:aws:sts::111122223333:assumed-role/deploy/job-42"
    #expect(world.book.calls.last?.caller == .session(arn: role, accessKeyID: credentials.accessKeyID))
    var other = request
    other.path = path + "x"
    _ = world.aws.answer(other)
    #expect(world.book.calls.last?.caller == .unverified(accessKeyID: credentials.accessKeyID))
  }

  @Test("a token in the wrong parameter is presented, refused, and printed nowhere")
  func tokenAsName() throws {
    let world = try World()
    let token = try world.token()
    let answer = world.exchange(token, session: token)
    #expect(try answer.error().code == "ValidationError")
    #expect(!world.book.text.contains(String(token.suffix(40))))
    #expect(world.book.calls.last?.token?.subject == World.subject)
  }

  @Test("what a client sends is bounded before it is recorded")
  func bounded() throws {
    let world = try World()
    _ = world.post(
      "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=\(String(repeating: "a", count: 400_000))"
    )
    #expect(world.book.text.utf8.count < 20_000)
  }
}
