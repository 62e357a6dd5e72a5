import Synchronization
import HTTPTypes
import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessPolicy
import KeylessServer
import KeylessSource
import KeylessSystem
import Testing

@Suite("calls that are passed on")
struct ForwardingTests {
  private static let all = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}"
  private static let encrypt = "{ \"KeyId\" : \"1234abcd\",  \"Plaintext\": \"\u{e9}\" }"

  @Test("arrive byte for byte with the client's headers, and the answer comes back byte for byte")
  func verbatim() async throws {
    let gate = try Gate(Self.all)
    let answer = try await gate.json(
      "TrentService.Encrypt",
      Self.encrypt,
      headers: [("User-Agent", "Boto3/1.43"), ("amz-sdk-invocation-id", "42"), ("Accept", "*/*")]
    )
    #expect(answer.status == 200)
    #expect(answer.body == "{\"a\": \"\u{e9}\"}")
    #expect(answer.contentType == "application/x-amz-json-1.1")
    #expect(answer.headers == [.init("x-amz-crc32", "42")])
    #expect(answer.requestID != "theirs" && answer.requestID.utf8.count == 36)
    let request = try #require(gate.passedOn.all.first)
    #expect(gate.passedOn.all.count == 1)
    #expect(request.method == "POST")
    #expect(request.url == "http://moto.test:5000/")
    #expect(request.body == Array(Self.encrypt.utf8))
    for (name, value) in [
      ("x-amz-target", "TrentService.Encrypt"), ("content-type", "application/x-amz-json-1.1"),
      ("user-agent", "Boto3/1.43"), ("amz-sdk-invocation-id", "42"), ("accept", "*/*"),
    ] { #expect(request.header(name) == [value], "\(name)") }
    let call = try #require(gate.book.calls.first)
    #expect(call.service == "kms" && call.action == "Encrypt")
    #expect(call.outcome == .answered(identity: nil))
    #expect(call.findings.contains("passed on to http://moto.test:5000"))
    #expect(gate.book.calls.count == 1)
  }

  @Test("carry a signature that says account, region and service and is nobody's, and no session token")
  func signature() async throws {
    let gate = try Gate(Self.all)
    let session = Session(
      accessKeyID: "ASIAEXAMPLEEXAMPLE23",
      account: try #require(AccountID(Gate.account)),
      principalARN: "arn:aws:iam::\(Gate.account):user/dev",
      principalID: "AIDAEXAMPLEEXAMPLE234",
      sessionName: "",
      issuedAt: Forges.now,
      expiresAt: Forges.now + 3600
    )
    let credentials = try gate.aws.sessions.issue(session, noise: [UInt8](repeating: 7, count: 28)[...])
    let answer = try await gate.json("TrentService.ListKeys", "{}", signer: Gate.signer(credentials: credentials))
    #expect(answer.status == 200, "\(answer.body)")
    let request = try #require(gate.passedOn.all.first)
    let authorization = try #require(request.header("authorization").first)
    #expect(authorization.contains("Credential=111122223333/20260921/eu-west-1/kms/aws4_request"))
    #expect(request.header("authorization").count == 1)
    #expect(request.header("x-amz-security-token").isEmpty)
    #expect(request.header("x-moto-account-id") == ["111122223333"])
    #expect(request.header("host").isEmpty)
    let sent = "\(request)"
    for secret in [credentials.accessKeyID, credentials.sessionToken.exposed, credentials.secretAccessKey.exposed] {
      #expect(!sent.contains(secret))
    }
  }

  @Test("are refused with AWS's sentence when the caller may not make them, and then nobody else hears of them")
  func denied() async throws {
    let gate = try Gate("{\"Effect\":\"Allow\",\"Action\":\"kms:Encrypt\",\"Resource\":\"*\"}")
    #expect(try await gate.json("TrentService.Encrypt", Self.encrypt).status == 200)
    let refused = try await gate.json("TrentService.Decrypt", "{\"KeyId\":\"1234abcd\"}")
    #expect(refused.status == 403 || refused.status == 400)
    #expect(refused.body.contains("\"__type\":\"AccessDenied"), "\(refused.body)")
    #expect(
      refused.body.contains(
        "User: arn:aws:iam::111122223333:user/dev is not authorized to perform: kms:Decrypt on resource: "
          + "arn:aws:kms:eu-west-1:111122223333:key/1234abcd"
      ),
      "\(refused.body)"
    )
    #expect(gate.passedOn.all.count == 1)
  }

  @Test("are refused when their signature is wrong, is for another service, or is missing")
  func unsigned() async throws {
    let gate = try Gate(Self.all)
    let wrong = try await gate.json("TrentService.ListKeys", "{}", signer: Gate.signer(secret: SecretAccessKey("x")))
    #expect(wrong.status == 400)
    #expect(wrong.body.contains("InvalidSignatureException"), "\(wrong.body)")
    let other = try await gate.json("TrentService.ListKeys", "{}", signer: Gate.signer(service: "sqs"))
    // It names SQS, so it is a call of SQS.
    #expect(gate.book.calls.last?.service == "sqs")
    #expect(other.status == 200)
    let request = IncomingRequest(
      method: "POST",
      path: "/",
      authority: "127.0.0.1:4566",
      headers: [
        .contentType: "application/x-amz-json-1.1",
        try #require(HTTPField.Name("x-amz-target")): "TrentService.ListKeys",
      ],
      body: Array("{}".utf8)
    )
    #expect(await gate.aws.respond(to: request).status >= 400)
    #expect(gate.passedOn.all.count == 1)
  }

  @Test("of KMS are asked of the key that the request names")
  func keys() async throws {
    let own = "arn:aws:kms:eu-west-1:111122223333:"
    let gate = try Gate(
      """
      {"Effect":"Allow","Action":"kms:*","Resource":"\(own)key/a"},
      {"Effect":"Allow","Action":"kms:ReEncrypt*","Resource":["\(own)key/a","\(own)key/b"]},
      {"Effect":"Allow","Action":"kms:CreateAlias","Resource":"\(own)alias/mine"},
      {"Effect":"Allow","Action":"kms:ListKeys","Resource":"*"}
      """
    )
    let allowed: [(String, String)] = [
      ("Encrypt", "{\"KeyId\":\"a\"}"), ("Encrypt", "{\"KeyId\":\"\(own)key/a\"}"), ("ListKeys", "{}"),
      ("ListKeys", ""),
      ("ReEncrypt", "{\"SourceKeyId\":\"a\",\"DestinationKeyId\":\"b\"}"),
      ("CreateAlias", "{\"AliasName\":\"alias/mine\",\"TargetKeyId\":\"a\"}"),
    ]
    for (operation, body) in allowed {
      let answer = try await gate.json("TrentService.\(operation)", body)
      #expect(answer.status == 200, "\(operation) \(body): \(answer.body)")
    }
    let refused: [(String, String)] = [
      ("Encrypt", "{\"KeyId\":\"b\"}"), ("Encrypt", "{\"KeyId\":\"\(own)key/b\"}"), ("Encrypt", "{}"),
      ("Encrypt", "{\"KeyId\":\"alias/mine\"}"), ("Encrypt", "{\"KeyId\":[\"a\"]}"), ("Encrypt", "{\"KeyId\":\"a*\"}"),
      ("Encrypt", "{\"KeyId\":\"arn:aws:kms:eu-west-1:444455556666:key/a\"}"),
      ("Encrypt", "{\"KeyId\":\"arn:aws:s3:::key/a\"}"), ("Decrypt", "{\"CiphertextBlob\":\"\"}"),
      ("ReEncrypt", "{\"SourceKeyId\":\"c\",\"DestinationKeyId\":\"b\"}"),
      ("ReEncrypt", "{\"DestinationKeyId\":\"b\"}"),
      ("CreateAlias", "{\"AliasName\":\"alias/mine\",\"TargetKeyId\":\"b\"}"),
      ("CreateAlias", "{\"AliasName\":\"alias/yours\",\"TargetKeyId\":\"a\"}"),
      ("CreateAlias", "{\"AliasName\":\"mine\",\"TargetKeyId\":\"a\"}"),
    ]
    for (operation, body) in refused {
      let answer = try await gate.json("TrentService.\(operation)", body)
      #expect(answer.body.contains("AccessDenied"), "\(operation) \(body): \(answer.body)")
    }
    #expect(gate.passedOn.all.count == allowed.count)
    #expect(gate.book.calls.last?.findings.contains { $0.contains("asked of `*`") } == true)
  }

  @Test("are refused when two readers could take them for two operations")
  func ambiguous() async throws {
    let gate = try Gate(Self.all)
    let form = "application/x-www-form-urlencoded"
    let answers = [
      try await gate.json("TrentService.Encrypt", "{}", headers: [("X-Amz-Target", "TrentService.Decrypt")]),
      try await gate.json("TrentService.Encrypt", "Action=Decrypt&Version=2014-11-01", type: form),
      try await gate.json("TrentService.Encrypt", "{}", query: "Action=Decrypt&Version=2014-11-01"),
      try await gate.json("TrentService.Encrypt", "{}", path: "/service/TrentService/operation/Decrypt"),
      try await gate.json("TrentService.En crypt", "{}"),
      try await gate.json("Encrypt", "{}"),
      try await gate.json("TrentService.", "{}"),
      try await gate.json("", "Action=Encrypt&Version=2014-11-01", type: form, query: "Action=Decrypt"),
      try await gate.json("", "Action=Encrypt&Action=Decrypt&Version=2014-11-01", type: form),
      try await gate.json("", "{}"),
      try await gate.json("TrentService.Encrypt", "{\"KeyId\":\"a\",\"KeyId\":\"b\"}"),
      try await gate.json("TrentService.Encrypt", "not json"),
      try await gate.send("GET", "/2015-03-31/functions", "", [], [], Gate.signer()),
      try await gate.send(
        "GET",
        "/",
        "Action=ListQueues&Version=2012-11-05",
        [],
        Array("Action=x".utf8),
        Gate.signer(service: "sqs")
      ),
    ]
    for (index, answer) in answers.enumerated() {
      #expect((400..<500).contains(answer.status), "\(index): \(answer.status) \(answer.body)")
    }
    #expect(gate.passedOn.all.isEmpty)
  }

  @Test("of the Query protocol and of RPC v2 are known by their action")
  func protocols() async throws {
    let gate = try Gate("{\"Effect\":\"Allow\",\"Action\":[\"sqs:ListQueues\",\"kms:ListKeys\"],\"Resource\":\"*\"}")
    let signer = Gate.signer(service: "sqs")
    let form = "application/x-www-form-urlencoded"
    let list = "Action=ListQueues&Version=2012-11-05"
    let good = [
      try await gate.json("", list, signer: signer, type: form),
      try await gate.send("GET", "/", list, [], [], signer),
      try await gate.json("", "\u{a0}", type: "application/cbor", path: "/service/TrentService/operation/ListKeys"),
    ]
    // A body of RPC v2 is no JSON, and KMS speaks none.
    #expect(good.map(\.status) == [200, 200, 400])
    let refused = try await gate.json("", "Action=PurgeQueue&Version=2012-11-05", signer: signer, type: form)
    #expect(refused.status == 403)
    #expect(refused.body.contains("<Code>AccessDenied</Code>"), "\(refused.body)")
    #expect(gate.passedOn.all.map(\.url) == ["http://moto.test:5000/", "http://moto.test:5000/?\(list)"])
  }

  @Test("by a presigned URL lose its signature")
  func presigned() async throws {
    let gate = try Gate(Self.all)
    let head = HTTPRequestHead(
      method: "GET",
      path: "/",
      query: "Action=ListQueues&Version=2012-11-05",
      headers: [HTTPHeader("Host", "127.0.0.1:4566")],
      body: []
    )
    let signed = try Gate.signer(service: "sqs").presign(head, at: Forges.now, lifetime: 60)
    let answer = await gate.aws.respond(to: Gate.incoming(signed, []))
    #expect(answer.status == 200, "\(answer.body)")
    let request = try #require(gate.passedOn.all.first)
    #expect(request.url == "http://moto.test:5000/?Action=ListQueues&Version=2012-11-05")
    #expect(request.header("authorization").first?.contains("Credential=111122223333/") == true)
  }

  @Test("lose what belongs to one hop, and what tells an emulator or a proxy to take them for another call")
  func headers() async throws {
    let gate = try Gate(Self.all)
    let dropped = [
      ("Connection", "close, x-mine"), ("X-Mine", "1"), ("Keep-Alive", "1"), ("TE", "trailers"),
      ("X-Moto-Account-Id", "444455556666"), ("X-Localstack-Target", "x"), ("X-Forwarded-For", "1.2.3.4"),
      ("Forwarded", "for=1.2.3.4"), ("X-HTTP-Method-Override", "DELETE"), ("Expect", "100-continue"),
    ]
    let answer = try await gate.json("TrentService.ListKeys", "{}", headers: dropped + [("X-Kept", "1")])
    #expect(answer.status == 200, "\(answer.body)")
    let request = try #require(gate.passedOn.all.first)
    for (name, _) in dropped where name != "X-Moto-Account-Id" { #expect(request.header(name).isEmpty, "\(name)") }
    #expect(request.header("x-moto-account-id") == ["111122223333"])
    #expect(request.header("x-kept") == ["1"])
  }

  @Test("that nobody answers are an error which no client tries again for minutes, and the log says why")
  func unreachable() async throws {
    let gate = try Gate(Self.all)
    gate.passedOn.answer.withLock {
      $0 = .failure(SystemError(.network, "POST http://moto.test:5000/ failed: refused"))
    }
    let answer = try await gate.json("TrentService.ListKeys", "{}")
    #expect(answer.status == 424)
    #expect(answer.body.contains("\"__type\":\"UpstreamUnavailable\""), "\(answer.body)")
    #expect(!answer.body.contains("moto.test"))
    guard case .refused(let code, _, let reason)? = gate.book.calls.first?.outcome else {
      Issue.record("it was answered")
      return
    }
    #expect(code == "UpstreamUnavailable")
    #expect(reason.contains("refused"))
    // The other server's own errors are its answers.
    gate.passedOn.answer.withLock { $0 = .success(HTTPResponse(status: 500, body: Array("oops".utf8))) }
    let theirs = try await gate.json("TrentService.ListKeys", "{}")
    #expect(theirs.status == 500 && theirs.body == "oops")
    // What is no final answer of HTTP is none of AWS's.
    for (status, expected) in [(101, 424), (199, 424), (600, 424), (999, 424), (200, 200), (599, 599)] {
      gate.passedOn.answer.withLock { $0 = .success(HTTPResponse(status: status, body: [])) }
      #expect(try await gate.json("TrentService.ListKeys", "{}").status == expected, "\(status)")
    }
  }

  @Test("have a body that the signature covers, also where the service's name begins with that of S3")
  func bodies() async throws {
    let gate = try Gate(Self.all, besides: ["s3tables"])
    let signer = Gate.signer(service: "s3tables")
    let list = Array("Action=ListTables&Version=2018-05-10".utf8)
    let form = [("Content-Type", "application/x-www-form-urlencoded")]
    #expect(try await gate.send("POST", "/", "", form, list, signer).status == 200)
    #expect(gate.passedOn.all.count == 1)
    // What only S3 lets a client say of its body is worth nothing here.
    for hash in ["UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", Hex.encode(Digest.sha256([]))] {
      let head = HTTPRequestHead(
        method: "POST",
        path: "/",
        headers: ([("Host", "127.0.0.1:4566"), ("x-amz-content-sha256", hash)] + form).map { HTTPHeader($0.0, $0.1) },
        bodyHash: hash
      )
      let answer = await gate.aws.respond(to: Gate.incoming(try signer.sign(head, at: Forges.now), list))
      #expect(answer.status == 403, "\(hash)")
      #expect(answer.body.contains("SignatureDoesNotMatch"), "\(answer.body)")
    }
    #expect(gate.passedOn.all.count == 1)
  }

  @Test("are refused when the signature does not cover the field that names the operation")
  func unsignedTarget() async throws {
    let gate = try Gate(Self.all)
    let target = try #require(HTTPField.Name("x-amz-target"))
    let body = Array("{}".utf8)
    for service in ["kms", "secretsmanager"] {
      let head = HTTPRequestHead(
        method: "POST",
        path: "/",
        headers: [HTTPHeader("Host", "127.0.0.1:4566"), HTTPHeader("Content-Type", "application/x-amz-json-1.1")],
        body: body
      )
      var request = Gate.incoming(try Gate.signer(service: service).sign(head, at: Forges.now), body)
      request.headers[target] = "TrentService.ScheduleKeyDeletion"
      let answer = await gate.aws.respond(to: request)
      #expect((400..<500).contains(answer.status))
      guard service == "kms" else { continue }
      #expect(answer.body.contains("InvalidSignatureException"), "\(answer.body)")
      guard case .refused(_, _, let reason)? = gate.book.calls.last?.outcome else {
        Issue.record("it was answered")
        return
      }
      #expect(reason.contains("`X-Amz-Target` is not among the signed headers"))
    }
    #expect(gate.passedOn.all.isEmpty)
    #expect(try await gate.json("TrentService.ScheduleKeyDeletion", "{}").status == 200)
  }

  @Test("stand below the organization's resource control policies")
  func resourceControl() async throws {
    let text = """
      {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":["kms:Decrypt","sqs:ListQueues"],
      "Resource":"*"}]}
      """
    let document = try PolicyDocument.parse(bytes: Array(text.utf8), file: "rcp", kind: .resourceControl)
    let organization = try OrganizationPolicies(serviceControl: [], resourceControl: [CompiledPolicy(document)])
    let gate = try Gate(Self.all, organization: organization)
    #expect(try await gate.json("TrentService.Encrypt", "{\"KeyId\":\"a\"}").status == 200)
    let refused = try await gate.json("TrentService.Decrypt", "{\"KeyId\":\"a\"}")
    #expect(refused.body.contains("with an explicit deny in a resource control policy"), "\(refused.body)")
    let form = "application/x-www-form-urlencoded"
    let signer = Gate.signer(service: "sqs")
    let list = try await gate.json("", "Action=ListQueues&Version=2012-11-05", signer: signer, type: form)
    #expect(list.status == 403)
    #expect(try await gate.json("", "Action=PurgeQueue&Version=2012-11-05", signer: signer, type: form).status == 200)
    #expect(gate.passedOn.all.count == 2)
  }

  @Test("of services without an upstream are refused by name, and IAM and STS are never passed on")
  func others() async throws {
    let gate = try Gate(Self.all)
    let secrets = try await gate.json(
      "secretsmanager.ListSecrets",
      "{}",
      signer: Gate.signer(service: "secretsmanager")
    )
    #expect(secrets.body.contains("secretsmanager:ListSecrets"))
    let form = "application/x-www-form-urlencoded"
    let iam = try await gate.json(
      "",
      "Action=ListUsers&Version=2010-05-08",
      signer: Gate.signer(service: "iam"),
      type: form
    )
    #expect(iam.status == 200)
    // A call of STS in the coat of KMS is neither.
    let coat = try await gate.json("", "Action=GetCallerIdentity&Version=2011-06-15", type: form)
    #expect(coat.status == 403)
    #expect(gate.passedOn.all.isEmpty)
  }
}
