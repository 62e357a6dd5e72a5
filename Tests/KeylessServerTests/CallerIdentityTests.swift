import HTTPTypes
import KeylessAWS
import KeylessCalls
import KeylessAccounts
import KeylessServer
import KeylessSource
import KeylessTesting
import Testing

@Suite("who signed the call")
struct CallerIdentityTests {
  static let invalidToken = QueryError(
    code: "InvalidClientTokenId",
    status: 403,
    message: "The security token included in the request is invalid."
  )
  static let badSignature = QueryError(
    code: "SignatureDoesNotMatch",
    status: 403,
    message: "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
      + "Access Key and signing method. Consult the service documentation for details."
  )

  private func signer(
    _ credentials: Credentials,
    secret: SecretAccessKey? = nil,
    token: SessionToken?? = nil,
    service: String = "sts",
    region: String = "eu-west-1"
  ) -> SigV4Signer {
    SigV4Signer(
      accessKeyID: credentials.accessKeyID,
      secret: secret ?? credentials.secretAccessKey,
      sessionToken: token ?? credentials.sessionToken,
      region: region,
      service: service
    )
  }

  private static let body = Array("Action=GetCallerIdentity&Version=2011-06-15".utf8)

  /// The call as a client sends it, signed at a time; `change` is what happens to it on the way.
  private func call(
    _ world: World,
    _ signer: SigV4Signer,
    at time: Int = Forges.now,
    change: (inout IncomingRequest) -> Void = { _ in }
  ) throws -> ServerAnswer {
    let head = HTTPRequestHead(
      method: "POST",
      path: "/",
      headers: [HTTPHeader("Host", "127.0.0.1:4566"), HTTPHeader("Content-Type", "application/x-www-form-urlencoded")],
      body: Self.body
    )
    var request = try Self.request(signer.sign(head, at: time), body: Self.body)
    change(&request)
    return world.aws.answer(request)
  }

  /// The presigned URL, as EKS and Vault authenticate with it.
  private func presigned(
    _ world: World,
    _ signer: SigV4Signer,
    lifetime: Int = 60,
    change: (inout IncomingRequest) -> Void = { _ in }
  ) throws -> ServerAnswer {
    let head = HTTPRequestHead(
      method: "GET",
      path: "/",
      query: "Action=GetCallerIdentity&Version=2011-06-15",
      headers: [HTTPHeader("Host", "127.0.0.1:4566"), HTTPHeader("x-k8s-aws-id", "cluster")],
      body: []
    )
    var request = try Self.request(signer.presign(head, at: Forges.now, lifetime: lifetime), body: [])
    change(&request)
    return world.aws.answer(request)
  }

  private static func request(_ head: HTTPRequestHead, body: [UInt8]) -> IncomingRequest {
    var request = IncomingRequest(method: head.method, path: head.path, query: head.query, body: body)
    for header in head.headers {
      guard let name = HTTPField.Name(header.name) else { continue }
      if name.canonicalName == "host" { request.authority = header.value } else { request.headers[name] = header.value }
    }
    return request
  }

  @Test("a session that signs its call in a header is told who it is")
  func header() throws {
    let world = try World()
    let answer = try call(world, signer(world.session()))
    #expect(
      try answer.identity()
        == GetCallerIdentity.Output(
          arn: "arn:aws:sts::111122223333:assumed-role/deploy/job-42",
          userID: "AROAEXAMPLEDEPLOY:job-42",
          account: "111122223333"
        )
    )
    guard case .session(let arn, _) = try #require(world.book.calls.last).caller else {
      throw Unexpected("the caller was not recognised")
    }
    #expect(arn == "arn:aws:sts::111122223333:assumed-role/deploy/job-42")
  }

  @Test("a session that presigns its call is told who it is for fifteen minutes, whatever lifetime the URL claims")
  func query() throws {
    let world = try World()
    let session = try world.session(role: World.release, session: "night-build")
    let arn = "arn:aws:sts::111122223333:assumed-role/Release/night-build"
    #expect(try presigned(world, signer(session)).identity().arn == arn)
    world.machine.advance(seconds: 900)
    for lifetime in [1, 60, 900, 604_800] {
      #expect(try presigned(world, signer(session), lifetime: lifetime).identity().arn == arn)
    }
    world.machine.advance(seconds: 1)
    for lifetime in [1, 60, 900, 604_800] {
      let late = try presigned(world, signer(session), lifetime: lifetime).error("GetCallerIdentity")
      #expect(
        late
          == QueryError(
            code: "SignatureDoesNotMatch",
            status: 403,
            message: "Signature expired: 20260921T141320Z is now earlier than 20260921T141321Z "
              + "(20260921T142821Z - 15 min.)"
          )
      )
    }
  }

  @Test("whatever region the client signs for is the region of the key", arguments: ["us-east-1", "mars-north-7"])
  func region(name: String) throws {
    let world = try World()
    #expect(try call(world, signer(world.session(), region: name)).status == 200)
  }

  @Test("JSON where it is asked for")
  func json() throws {
    let world = try World()
    let answer = try call(world, signer(world.session())) { $0.headers[.accept] = "application/json" }
    #expect(answer.contentType == "application/json")
    #expect(try answer.identity().account == World.account)
  }

  @Test("a wrong secret, a wrong token, another session's token and no token at all are refused")
  func wrongCredentials() throws {
    let world = try World()
    let session = try world.session()
    let other = try world.session()
    func refusal(_ signer: SigV4Signer) throws -> QueryError { try call(world, signer).error("GetCallerIdentity") }
    #expect(try refusal(signer(session, secret: other.secretAccessKey)) == Self.badSignature)
    #expect(try refusal(signer(session, secret: SecretAccessKey("x"))) == Self.badSignature)
    #expect(try refusal(signer(session, token: other.sessionToken)) == Self.invalidToken)
    #expect(try refusal(signer(session, token: SessionToken("AAAA"))) == Self.invalidToken)
    #expect(try refusal(signer(session, token: SessionToken("no base64!"))) == Self.invalidToken)
    let long = SessionToken(String(repeating: "A", count: 20_000))
    #expect(try refusal(signer(session, token: long)) == Self.invalidToken)
    #expect(try refusal(signer(session, token: .some(nil))) == Self.invalidToken)
    // The first session is still good: nothing above has used it up.
    #expect(try call(world, signer(session)).status == 200)
    #expect(!world.book.text.contains(session.sessionToken.exposed))
    #expect(!world.book.text.contains(session.secretAccessKey.exposed))
  }

  @Test("one changed letter of a session token refuses it, wherever it stands")
  func alteredToken() throws {
    let world = try World()
    let session = try world.session()
    let letters = Array(session.sessionToken.exposed.utf8)
    for place in stride(from: 0, to: letters.count - 1, by: 7) {
      var changed = letters
      changed[place] = changed[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
      let token = SessionToken(String(decoding: changed, as: UTF8.self))
      let error = try call(world, signer(session, token: token)).error("GetCallerIdentity")
      #expect(error == Self.invalidToken, "place \(place)")
    }
  }

  @Test("a long-term key that no user has is nobody's")
  func longTermKey() throws {
    let world = try World()
    let signer = SigV4Signer(
      accessKeyID: "AKIAIOSFODNN7EXAMPLE",
      secret: SecretAccessKey("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
      region: "eu-west-1",
      service: "sts"
    )
    #expect(try call(world, signer).error("GetCallerIdentity") == Self.invalidToken)
    #expect(world.book.calls.last?.caller == .unverified(accessKeyID: "AKIAIOSFODNN7EXAMPLE"))
    #expect(world.book.text.contains("no user of this AWS has the access key `AKIAIOSFODNN7EXAMPLE`"))
  }

  @Test("a call without a signature is refused as one")
  func unsigned() throws {
    let world = try World()
    let error = try world.post(Self.body).error("GetCallerIdentity")
    #expect(
      error
        == QueryError(
          code: "MissingAuthenticationToken",
          status: 403,
          message: "Request is missing Authentication Token"
        )
    )
    #expect(world.book.calls.last?.caller == .unsigned)
  }

  @Test("a session is good until its last second, and then it is expired")
  func expiry() throws {
    let world = try World()
    let session = try world.session()
    world.machine.advance(seconds: 3599)
    #expect(try call(world, signer(session), at: Forges.now + 3599).status == 200)
    world.machine.advance(seconds: 1)
    let error = try call(world, signer(session), at: Forges.now + 3600).error("GetCallerIdentity")
    #expect(
      error
        == QueryError(
          code: "ExpiredToken",
          status: 403,
          message: "The security token included in the request is expired"
        )
    )
    // Only who can sign learns that.
    let guess = try call(world, signer(session, secret: SecretAccessKey("x")), at: Forges.now + 3600)
    #expect(try guess.error("GetCallerIdentity") == Self.badSignature)
  }

  @Test("a session dies with its role, also when a role of the same name takes its place")
  func roleGone() throws {
    let world = try World()
    let session = try world.session()
    try world.accounts.remove(.role(named: "deploy", account: World.account))
    #expect(try call(world, signer(session)).error("GetCallerIdentity") == Self.invalidToken)
    let condition: JSON = ["StringEquals": ["gitlab.com:sub": .string(World.subject)]]
    try world.add(World.deploy, condition, uniqueID: "AROAANOTHERROLE")
    #expect(try call(world, signer(session)).error("GetCallerIdentity") == Self.invalidToken)
    #expect(world.book.text.contains("was deleted, or deleted and made again"))
    #expect(try call(world, signer(world.session())).identity().userID == "AROAANOTHERROLE:job-42")
    // Changing what it trusts is not another role: a session outlives that.
    let fresh = try world.session()
    try world.add(World.deploy, ["StringEquals": ["gitlab.com:sub": "nobody"]], uniqueID: "AROAANOTHERROLE")
    #expect(try call(world, signer(fresh)).status == 200)
  }

  @Test("fifteen minutes of skew are allowed, and no second more")
  func skew() throws {
    let world = try World()
    let session = try world.session()
    for seconds in [-900, 900] {
      #expect(try call(world, signer(session), at: Forges.now + seconds).status == 200)
    }
    let old = try call(world, signer(session), at: Forges.now - 901).error("GetCallerIdentity")
    #expect(
      old
        == QueryError(
          code: "SignatureDoesNotMatch",
          status: 403,
          message: "Signature expired: 20260921T135819Z is now earlier than 20260921T135820Z "
            + "(20260921T141320Z - 15 min.)"
        )
    )
    let early = try call(world, signer(session), at: Forges.now + 901).error("GetCallerIdentity")
    #expect(
      early.message
        == "Signature not yet current: 20260921T142821Z is still later than 20260921T142820Z "
        + "(20260921T141320Z + 15 min.)"
    )
    #expect(early.code == "SignatureDoesNotMatch")
  }

  @Test("what is signed for another service is no signature for this one")
  func otherService() throws {
    let world = try World()
    let error = try call(world, signer(world.session(), service: "s3")).error("GetCallerIdentity")
    #expect(
      error
        == QueryError(
          code: "SignatureDoesNotMatch",
          status: 403,
          message: "Credential should be scoped to correct service: 'sts'. "
        )
    )
  }

  @Test("a signature covers body, query, path, method and every signed header")
  func altered() throws {
    let world = try World()
    let session = signer(try world.session())
    let changes: [(name: String, change: (inout IncomingRequest) -> Void)] = [
      ("body", { $0.body += Array("&Extra=1".utf8) }),
      ("host", { $0.authority = "127.0.0.1:4567" }),
      ("content type", { $0.headers[.contentType] = "application/x-www-form-urlencoded; charset=utf-8" }),
      ("query", { $0.query = "Extra=1" }),
      ("signature", { $0.headers[.authorization] = String(($0.headers[.authorization] ?? "").dropLast()) + "g" }),
      ("signature cut", { $0.headers[.authorization] = String(($0.headers[.authorization] ?? "").dropLast()) }),
    ]
    for (name, change) in changes {
      #expect(try call(world, session, change: change).error("GetCallerIdentity") == Self.badSignature, "\(name)")
    }
    #expect(try call(world, session).status == 200)
    #expect(try call(world, session) { $0.headers[.userAgent] = "unsigned and free" }.status == 200)
  }

  @Test("a presigned URL covers its query and every signed header")
  func alteredQuery() throws {
    let world = try World()
    let session = signer(try world.session())
    let changes: [(name: String, change: (inout IncomingRequest) -> Void)] = [
      ("another parameter", { $0.query += "&Extra=1" }),
      ("host", { $0.authority = "evil.example" }),
      ("cluster", { if let name = HTTPField.Name("x-k8s-aws-id") { $0.headers[name] = "other" } }),
      ("no cluster", { if let name = HTTPField.Name("x-k8s-aws-id") { $0.headers[name] = nil } }),
      ("longer life", { $0.query = $0.query.replacing("X-Amz-Expires=60", with: "X-Amz-Expires=61") }),
    ]
    for (name, change) in changes {
      #expect(try presigned(world, session, change: change).error("GetCallerIdentity") == Self.badSignature, "\(name)")
    }
    #expect(try presigned(world, session).status == 200)
  }

  @Test(
    "an Authorization header that cannot be read is incomplete, and is not repeated",
    arguments: [
      "", "Bearer abc", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=a", "AWS AKIA:signature",
      "AWS4-HMAC-SHA256 Credential=a/b/c/d, SignedHeaders=host, Signature=x",
      "AWS4-HMAC-SHA256 Credential=a/20260921/c/sts/aws4_request, Signature=x",
      "AWS4-HMAC-SHA256 Credential=a, Credential=b, SignedHeaders=host, Signature=x",
      "AWS4-ECDSA-P256-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=x",
    ]
  )
  func unreadableHeader(text: String) throws {
    let world = try World()
    let answer = try call(world, signer(world.session())) { $0.headers[.authorization] = text }
    let error = try answer.error("GetCallerIdentity")
    #expect(error.code == "IncompleteSignature")
    #expect(error.status == 400)
    if text.utf8.count > 40 { #expect(!answer.body.contains(text)) }
  }

  @Test("a date that is missing or no date is told")
  func dates() throws {
    let world = try World()
    let session = signer(try world.session())
    let stamp = try #require(HTTPField.Name("X-Amz-Date"))
    let none = try call(world, session) { $0.headers[stamp] = nil }.error("GetCallerIdentity")
    #expect(none.code == "IncompleteSignature")
    #expect(none.message.contains("requires existence of either a 'X-Amz-Date' or a 'Date' header."))
    let bad = try call(world, session) { $0.headers[stamp] = "yesterday" }.error("GetCallerIdentity")
    #expect(
      bad.message
        == "Date must be in ISO-8601 'basic format'. Got 'yesterday'. See http://en.wikipedia.org/wiki/ISO_8601"
    )
  }
}
