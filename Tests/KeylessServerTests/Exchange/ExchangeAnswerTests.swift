import HTTPTypes
import KeylessAWS
import KeylessCalls
import KeylessServer
import KeylessSource
import Testing

@Suite("answers of the exchange")
struct ExchangeAnswerTests {
  @Test("every member of the response is what AWS documents or was seen to answer")
  func members() throws {
    let world = try World()
    let answer = world.exchange(try world.token())
    #expect(answer.status == 200)
    #expect(answer.contentType == "text/xml")
    let output = try answer.output()
    #expect(output.subject == World.subject)
    #expect(output.audience == "https://aws.acme.example")
    #expect(output.assumedRoleARN == "arn:aws:sts::111122223333:assumed-role/deploy/job-42")
    #expect(output.assumedRoleID == "AROAEXAMPLEDEPLOY:job-42")
    #expect(output.provider == "https://gitlab.com")
    #expect(output.sourceIdentity == nil)
    #expect(output.packedPolicySize == nil)
    let credentials = output.credentials
    #expect(credentials.accessKeyID.utf8.starts(with: "ASIA".utf8))
    #expect(credentials.accessKeyID.utf8.count == 20)
    #expect(AccessKeyID(credentials.accessKeyID)?.account == AccountID(World.account))
    #expect(credentials.secretAccessKey.exposed.utf8.count == 40)
    #expect(credentials.expiration == Forges.now + 3600)
    #expect(!answer.body.contains("<SourceIdentity>"))
    #expect(!answer.body.contains("<PackedPolicySize>"))
    #expect(
      answer.body.hasPrefix(
        "<AssumeRoleWithWebIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
          + "<AssumeRoleWithWebIdentityResult><SubjectFromWebIdentityToken>"
      )
    )
    #expect(answer.body.contains("<Expiration>2026-09-21T15:13:20Z</Expiration>"))
    #expect(world.book.calls.map(\.outcome) == [.answered(identity: output.assumedRoleARN)])
  }

  @Test("two exchanges of one token give two sessions with nothing in common")
  func distinct() throws {
    let world = try World()
    let token = try world.token()
    let first = try world.exchange(token).output().credentials
    let second = try world.exchange(token).output().credentials
    #expect(first.accessKeyID != second.accessKeyID)
    #expect(first.secretAccessKey != second.secretAccessKey)
    #expect(first.sessionToken != second.sessionToken)
  }

  @Test("a client that accepts JSON gets JSON, with the expiry as a number; errors too")
  func json() throws {
    let world = try World()
    let answer = world.exchange(try world.token(), headers: [.accept: "application/json"])
    #expect(answer.contentType == "application/json")
    #expect(try answer.output().assumedRoleID == "AROAEXAMPLEDEPLOY:job-42")
    let root = try JSONParser.parse(Array(answer.body.utf8)).plain
    let result = root["AssumeRoleWithWebIdentityResponse"]?["AssumeRoleWithWebIdentityResult"]
    #expect(result?["Credentials"]?["Expiration"] == .number("1.7900036E9"))
    let refusal = world.exchange("not.a.token", headers: [.accept: "application/json"])
    #expect(refusal.contentType == "application/json")
    let error = try JSONParser.parse(Array(refusal.body.utf8)).plain
    #expect(error["Error"]?["Code"] == "InvalidIdentityToken")
    #expect(error["Error"]?["Type"] == "Sender")
    #expect(error["RequestId"] == .string(refusal.requestID))
  }

  @Test("a role below a path is asked for with it and named without it")
  func path() throws {
    let world = try World()
    let output = try world.exchange(world.token(), role: World.release).output()
    #expect(output.assumedRoleARN == "arn:aws:sts::111122223333:assumed-role/Release/job-42")
    #expect(output.assumedRoleID == "AROAEXAMPLERELEASE:job-42")
    let elsewhere = "arn:aws:iam::111122223333:role/ci/Release"
    #expect(try world.exchange(world.token(), role: elsewhere).error() == .notAuthorizedToAssume)
  }

  @Test("the same call as a GET is the same call")
  func get() throws {
    let world = try World()
    func get(_ token: String) -> ServerAnswer {
      let form = AssumeRoleWithWebIdentity.Input(
        roleARN: World.deploy,
        sessionName: "job-42",
        token: WebIdentityToken(token)
      ).request.formBody
      return world.aws.answer(
        IncomingRequest(method: "GET", path: "/", query: String(decoding: form, as: UTF8.self), authority: "localhost")
      )
    }
    #expect(try get(world.token()).output().assumedRoleID == "AROAEXAMPLEDEPLOY:job-42")
    #expect(try get(world.token(["sub": "someone else"])).error() == .notAuthorizedToAssume)
  }

  @Test("the exchange is unsigned: headers of an authentication are not looked at")
  func ignoresAuthentication() throws {
    let world = try World()
    var headers: HTTPFields = [.authorization: "AWS4-HMAC-SHA256 Credential=AKIA/20260101/eu-west-1/sts/aws4_request"]
    if let name = HTTPField.Name("X-Amz-Security-Token") { headers[name] = "anything" }
    #expect(try world.exchange(world.token(), headers: headers).status == 200)
    #expect(try world.exchange(world.token(["aud": "x"]), headers: headers).error() == .incorrectAudience)
  }

  @Test(
    "a session lasts an hour unless it asks for less or more, up to the role's maximum",
    arguments: [
      (World.deploy, nil, 3600), (World.deploy, "900", 900), (World.deploy, "3600", 3600), (World.release, nil, 3600),
      (World.release, "7200", 7200),
    ]
  )
  func duration(role: String, asked: String?, seconds: Int) throws {
    let world = try World()
    let more = asked.map { ["DurationSeconds": $0] } ?? [:]
    let output = try world.exchange(world.token(), role: role, more).output()
    #expect(output.credentials.expiration == Forges.now + seconds)
  }

  @Test(
    "more than the role's maximum is refused, and only after the trust policy has agreed",
    arguments: [(World.deploy, "3601"), (World.deploy, "43200"), (World.release, "7201")]
  )
  func tooLong(role: String, asked: String) throws {
    let world = try World()
    let more = ["DurationSeconds": asked]
    #expect(try world.exchange(world.token(), role: role, more).error() == .durationExceedsRole)
    #expect(try world.exchange(world.token(["sub": "x"]), role: role, more).error() == .notAuthorizedToAssume)
  }

  @Test(
    "a session name has 2 to 64 of AWS's characters",
    arguments: ["ab", "a+=,.@-_9", "..", String(repeating: "s", count: 64)]
  )
  func sessionName(name: String) throws {
    let output = try World().exchange(World().token(), session: name).output()
    #expect(output.assumedRoleARN == "arn:aws:sts::111122223333:assumed-role/deploy/\(name)")
    #expect(output.assumedRoleID == "AROAEXAMPLEDEPLOY:\(name)")
  }

  @Test(
    "any other session name is refused with its constraint",
    arguments: [
      ("a", "length greater than or equal to 2"), ("", "length greater than or equal to 2"),
      (String(repeating: "s", count: 65), "length less than or equal to 64"), ("a:b", #"pattern: [\w+=,.@-]*"#),
      ("a b", #"pattern: [\w+=,.@-]*"#), ("a/b", #"pattern: [\w+=,.@-]*"#), ("job-é", #"pattern: [\w+=,.@-]*"#),
      ("job\n42", #"pattern: [\w+=,.@-]*"#), ("job*", #"pattern: [\w+=,.@-]*"#), ("٤٢", #"pattern: [\w+=,.@-]*"#),
    ]
  )
  func badSessionName(name: String, constraint: String) throws {
    let error = try World().exchange(World().token(), session: name).error()
    #expect(error.code == "ValidationError")
    #expect(error.status == 400)
    let start =
      "1 validation error detected: Value '\(name)' at 'roleSessionName' failed to satisfy constraint: Member must "
    #expect(error.message.utf8.starts(with: start.utf8), "\(error.message)")
    #expect(error.message.hasSuffix(constraint), "\(error.message)")
  }
}
