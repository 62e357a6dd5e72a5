import Testing

@testable import KeylessAWS

/// The vectors with `botocore` in their name were made with botocore 1.43.11 at 2026-11-22T12:00:00Z; the first is the
/// `ListUsers` example of AWS's signing documentation.
@Suite("Signature Version 4")
struct SigV4Tests {
  static let secret = SecretAccessKey("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
  static let now = 1_795_348_800
  static let verifier = SigV4Verifier(service: "sts")

  static func signer(token: String? = "token/with+odd=chars", service: String = "sts") -> SigV4Signer {
    SigV4Signer(
      accessKeyID: token == nil ? "AKIDEXAMPLE" : "ASIAQNZGKIQY56JQ7WML",
      secret: secret,
      sessionToken: token.map { SessionToken($0) },
      region: service == "iam" ? "us-east-1" : "eu-west-1",
      service: service
    )
  }

  static let post = HTTPRequestHead(
    method: "POST",
    path: "/",
    headers: [
      HTTPHeader("Host", "127.0.0.1:4566"),
      HTTPHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
      HTTPHeader("User-Agent", "x"), HTTPHeader("Amz-Sdk-Request", "attempt=1;   max=25"),
    ],
    body: Array("Action=GetCallerIdentity&Version=2011-06-15".utf8)
  )

  @Test("AWS's documented example has its documented signature")
  func documented() throws {
    let time = try #require(WireTime.parseBasic("20150830T123600Z"))
    let head = HTTPRequestHead(
      method: "GET",
      path: "/",
      query: "Action=ListUsers&Version=2010-05-08",
      headers: [
        HTTPHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
        HTTPHeader("Host", "iam.amazonaws.com"),
      ],
      body: []
    )
    let signed = try Self.signer(token: nil, service: "iam").sign(head, at: time)
    #expect(
      signed.values("authorization").first?.hasSuffix(
        "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"
      ) == true
    )
    let parsed = try SigV4Verifier(service: "iam").parse(signed, now: time)
    try parsed.verify(secret: Self.secret)
    #expect(throws: QueryError.badSignature) { try parsed.verify(secret: SecretAccessKey("other")) }
  }

  @Test("botocore's header signature is ours, and verifies")
  func botocorePost() throws {
    let signed = try Self.signer().sign(Self.post, at: Self.now)
    #expect(
      signed.values("authorization") == [
        "AWS4-HMAC-SHA256 Credential=ASIAQNZGKIQY56JQ7WML/20261122/eu-west-1/sts/aws4_request, SignedHeaders=amz-sdk-request;content-type;host;x-amz-date;x-amz-security-token, Signature=2b120b0b7e201a57e99291d3bfc04016a065152aec3a0f3103002f4e9adc194e"
      ]
    )
    let parsed = try Self.verifier.parse(signed, now: Self.now + 900)
    try parsed.verify(secret: Self.secret)
    #expect(parsed.accessKeyID == "ASIAQNZGKIQY56JQ7WML")
    #expect(parsed.sessionToken == SessionToken("token/with+odd=chars"))
  }

  @Test("botocore's signature over an odd path and query is ours")
  func botocorePath() throws {
    let head = HTTPRequestHead(
      method: "GET",
      path: "//a/./b/../c%20d/é~/",
      query: "Version=2010-05-08&Action=ListUsers&b=2&b=1&a=%2F%20x",
      headers: [HTTPHeader("Host", "iam.amazonaws.com")],
      body: []
    )
    let signed = try Self.signer(token: nil, service: "iam").sign(head, at: Self.now)
    #expect(
      signed.values("authorization").first?.hasSuffix(
        "d0e5300e465fdc5115fafe9bde9d83be8f15c8d106483ba5dbf2d52246aa999f"
      ) == true
    )
  }

  static let presigned =
    "Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIAQNZGKIQY56JQ7WML%2F20261122%2Feu-west-1%2Fsts%2Faws4_request&X-Amz-Date=20261122T120000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id&X-Amz-Security-Token=token%2Fwith%2Bodd%3Dchars&X-Amz-Signature=8b9172ae2eb6bd3a1502e40272cd6c206a342fce49eae4495f00c7400d454949"
  static let getHeaders = [
    HTTPHeader("Host", "sts.eu-west-1.amazonaws.com"), HTTPHeader("x-k8s-aws-id", "cluster one"),
  ]

  @Test("botocore's presigned request verifies, and ours is the same")
  func botocorePresigned() throws {
    let head = HTTPRequestHead(method: "GET", path: "/", query: Self.presigned, headers: Self.getHeaders, body: [])
    let parsed = try Self.verifier.parse(head, now: Self.now + 60)
    try parsed.verify(secret: Self.secret)
    #expect(parsed.sessionToken == SessionToken("token/with+odd=chars"))
    let bare = HTTPRequestHead(
      method: "GET",
      path: "/",
      query: "Action=GetCallerIdentity&Version=2011-06-15",
      headers: Self.getHeaders,
      body: []
    )
    #expect(try Self.signer().presign(bare, at: Self.now, lifetime: 60).query == Self.presigned)
    // STS takes no notice of the sixty seconds.
    try Self.verifier.parse(head, now: Self.now + 900).verify(secret: Self.secret)
    #expect(throws: QueryError.signatureExpired(Self.now, now: Self.now + 901)) {
      try Self.verifier.parse(head, now: Self.now + 901)
    }
    for (old, new) in [
      ("Version=2011", "Version=2012"), ("Expires=60", "Expires=61"), ("odd", "even"), ("%3Bx-k8s-aws-id", ""),
    ] {
      var tampered = head
      tampered.query = head.query.replacing(old, with: new)
      let again = try Self.verifier.parse(tampered, now: Self.now)
      #expect(throws: QueryError.badSignature) { try again.verify(secret: Self.secret) }
    }
    var header = head
    header.headers[1].value = "cluster two"
    let again = try Self.verifier.parse(header, now: Self.now)
    #expect(throws: QueryError.badSignature) { try again.verify(secret: Self.secret) }
  }

  @Test("each altered part of a signed request is a bad signature")
  func tampered() throws {
    let signed = try Self.signer().sign(Self.post, at: Self.now)
    var requests: [HTTPRequestHead] = []
    for (index, header) in signed.headers.enumerated()
    where header.name != "User-Agent" && header.name != "Authorization" && header.name != "X-Amz-Date" {
      var changed = signed
      changed.headers[index].value += "x"
      requests.append(changed)
      if header.name != "Host" && header.name != "X-Amz-Security-Token" {
        var repeated = signed
        repeated.headers.append(header)
        requests.append(repeated)
        var missing = signed
        missing.headers.remove(at: index)
        requests.append(missing)
      }
    }
    var other = signed
    other.method = "GET"
    requests.append(other)
    other = signed
    other.path = "/x"
    requests.append(other)
    other = signed
    other.query = "a=b"
    requests.append(other)
    requests.append(
      HTTPRequestHead(method: "POST", path: "/", headers: signed.headers, body: Array("Action=Other".utf8))
    )
    other = signed
    other.headers[4].value = "20261122T120001Z"
    requests.append(other)
    #expect(requests.count >= 10)
    for request in requests {
      let parsed = try Self.verifier.parse(request, now: Self.now)
      #expect(throws: QueryError.badSignature) { try parsed.verify(secret: Self.secret) }
    }
    var token = signed
    token.headers.append(HTTPHeader("x-amz-security-token", "second"))
    #expect(throws: QueryError.badSignature) { try Self.verifier.parse(token, now: Self.now) }
  }

  @Test("an unsigned session token or host is refused")
  func unsignedHeaders() throws {
    var long = try Self.signer(token: nil).sign(Self.post, at: Self.now)
    try Self.verifier.parse(long, now: Self.now).verify(secret: Self.secret)
    long.headers.append(HTTPHeader("X-Amz-Security-Token", "stolen"))
    #expect(throws: QueryError.badSignature) { try Self.verifier.parse(long, now: Self.now) }
    let line = "AWS4-HMAC-SHA256 Credential=A/20261122/r/sts/aws4_request, SignedHeaders=x-amz-date, Signature=00"
    let head = HTTPRequestHead(
      method: "GET",
      path: "/",
      headers: [
        HTTPHeader("host", "h"), HTTPHeader("x-amz-date", "20261122T120000Z"), HTTPHeader("Authorization", line),
      ],
      body: []
    )
    #expect(throws: QueryError.hostNotSigned) { try Self.verifier.parse(head, now: Self.now) }
  }

  private func error(_ authorization: String?, date: String? = "20130609T095204Z", query: String = "") -> QueryError? {
    var headers = [HTTPHeader("Host", "h")]
    if let date { headers.append(HTTPHeader("X-Amz-Date", date)) }
    if let authorization { headers.append(HTTPHeader("Authorization", authorization)) }
    let head = HTTPRequestHead(method: "GET", path: "/", query: query, headers: headers, body: [])
    let verifier = SigV4Verifier(service: "iam", regions: .only(["us-east-1"]))
    do {
      _ = try verifier.parse(head, now: 1_370_771_524)
      return nil
    } catch {
      return error
    }
  }

  @Test("faults of the scope are put together in AWS's order and words")
  func scope() {
    let rest = ", SignedHeaders=host, Signature=00"
    #expect(error("AWS4-HMAC-SHA256 Credential=a/20130609/us-east-1/iam/aws4_request" + rest) == nil)
    #expect(
      error("AWS4-HMAC-SHA256 Credential=a/b/c/d/e" + rest)
        == .signatureMismatch(
          "Credential should be scoped to a valid region, not 'c'. Credential should be scoped to correct service: 'iam'. Credential should be scoped with a valid terminator: 'aws4_request', not 'e'. Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: 'b' != '20130609', from '20130609T095204Z'."
        )
    )
    #expect(
      error("AWS4-HMAC-SHA256 Credential=a/20130609/c/iam/aws4_request" + rest)?.message
        == "Credential should be scoped to a valid region, not 'c'. "
    )
    #expect(error("AWS4-HMAC-SHA256 Credential=a/b/c/d" + rest) == .credentialParts("a/b/c/d"))
  }

  @Test("what cannot be read is incomplete")
  func incomplete() {
    #expect(error(nil) == .missingAuthentication)
    let empty = error("AWS4-HMAC-SHA256 ", date: nil)
    #expect(empty?.code == "IncompleteSignature")
    #expect(
      empty?.message.hasPrefix(
        "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. (Hashed with SHA-256 and encoded with Base64) Authorization="
      ) == true
    )
    let full = "AWS4-HMAC-SHA256 Credential=a/20130609/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0"
    #expect(error(full, date: "yesterday") == .badDate("yesterday"))
    #expect(error("AWS a:b")?.code == "IncompleteSignature")
    #expect(error(full + ", Signature=1")?.code == "IncompleteSignature")
    #expect(error(full, query: "X-Amz-Signature=1")?.code == "IncompleteSignature")
    #expect(error(nil, query: "X-Amz-Signature=1")?.code == "IncompleteSignature")
    #expect(error(nil, query: "X-Amz-Date=1&X-Amz-Date=2")?.code == "IncompleteSignature")
  }

  @Test("the clock may differ by fifteen minutes and not a second more")
  func skew() throws {
    let time = try #require(WireTime.parseBasic("20210502T174643Z"))
    #expect(
      QueryError.signatureExpired(try #require(WireTime.parseBasic("20210502T144040Z")), now: time).message
        == "Signature expired: 20210502T144040Z is now earlier than 20210502T173143Z (20210502T174643Z - 15 min.)"
    )
    #expect(
      QueryError.signatureNotYetCurrent(
        try #require(WireTime.parseBasic("20210502T183640Z")),
        now: try #require(WireTime.parseBasic("20210502T173640Z"))
      ).message
        == "Signature not yet current: 20210502T183640Z is still later than 20210502T175140Z (20210502T173640Z + 15 min.)"
    )
    let signed = try Self.signer().sign(Self.post, at: Self.now)
    for offset in [-900, 0, 900] { _ = try Self.verifier.parse(signed, now: Self.now + offset) }
    #expect(throws: QueryError.signatureExpired(Self.now, now: Self.now + 901)) {
      try Self.verifier.parse(signed, now: Self.now + 901)
    }
    #expect(throws: QueryError.signatureNotYetCurrent(Self.now, now: Self.now - 901)) {
      try Self.verifier.parse(signed, now: Self.now - 901)
    }
  }

  @Test(
    "dates are real days",
    arguments: [
      "20230229T000000Z", "20231301T000000Z", "20230100T000000Z", "20230101T240000Z", "2023-01-01T00:00:00Z", "",
      "20230101T000060Z", "٢٠٢٣٠١٠١T000000Z",
    ]
  )
  func badDates(text: String) { #expect(WireTime.parseBasic(text) == nil) }

  @Test("times survive being written and read")
  func times() {
    for seconds in [0, 951_782_400, 951_868_799, 1_709_164_800, 4_102_444_800, Self.now] {
      #expect(WireTime.parseBasic(WireTime.basic(seconds)) == seconds)
      #expect(WireTime.parseExtended(WireTime.extended(seconds)) == seconds)
    }
    #expect(WireTime.parseHTTPDate("Sun, 30 Aug 2015 12:36:00 GMT") == 1_440_938_160)
    #expect(WireTime.parseHTTPDate("Sun, 30 Xxx 2015 12:36:00 GMT") == nil)
    #expect(WireTime.basic(.max) == "99991231T235959Z")
    #expect(WireTime.basic(.min) == "00000101T000000Z")
  }
}
