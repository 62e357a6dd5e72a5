import Testing

@testable import KeylessAWS

@Suite("which headers a signature covers")
struct SignedHeaderTests {
  static let secret = SecretAccessKey("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
  static let now = 1_795_348_800
  static let stamp = "20261122T120000Z"

  /// A request whose list of signed headers is written as `list`, signed correctly over the canonical form that the list asks for.
  private static func signed(
    _ list: String,
    headers: [HTTPHeader],
    canonical names: [String]? = nil,
    query: String = ""
  ) throws -> HTTPRequestHead {
    var head = HTTPRequestHead(method: "POST", path: "/", query: query, headers: headers, body: Array("Action=A".utf8))
    let scope = CredentialScope(date: "20261122", region: "eu-west-1", service: "sts")
    let names = names ?? list.split(separator: ";").map(String.init)
    let canonical = try #require(CanonicalRequest(head, signing: names))
    // As a client would that believes its list to be the canonical one.
    let text = canonical.text.replacing("\n\(canonical.signedHeaders)\n", with: "\n\(list)\n")
    let hash = HTTPRequestHead(method: "", path: "", headers: [], body: Array(text.utf8)).bodyHash
    let signature = scope.sign("AWS4-HMAC-SHA256\n\(stamp)\n\(scope)\n\(hash)", with: secret)
    head.headers.append(
      HTTPHeader(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\(scope), SignedHeaders=\(list), Signature=\(signature)"
      )
    )
    return head
  }

  private static func refusal(_ head: HTTPRequestHead) -> QueryError? {
    do {
      try SigV4Verifier(service: "sts").parse(head, now: now).verify(secret: secret)
      return nil
    } catch {
      return error
    }
  }

  private static let plain = [
    HTTPHeader("Host", "sts.amazonaws.com"), HTTPHeader("X-Amz-Date", stamp), HTTPHeader("X-Thing", "a"),
  ]

  @Test("a list in lower case and in order verifies")
  func canonicalList() throws {
    #expect(try Self.refusal(Self.signed("host;x-amz-date;x-thing", headers: Self.plain)) == nil)
    #expect(try Self.refusal(Self.signed("host", headers: Self.plain)) == nil)
    #expect(try Self.refusal(Self.signed("host;x-thing", headers: Self.plain)) == nil)
  }

  @Test(
    "a list that is not in order, not in lower case, repeats a name or has an empty place is none",
    arguments: [
      "x-amz-date;host;x-thing", "Host;x-amz-date;x-thing", "host;x-amz-date;X-Thing", "host;host;x-amz-date",
      "host;;x-amz-date", ";host;x-amz-date", "host;x-amz-date;", "host; x-amz-date", "HOST",
    ]
  )
  func otherLists(list: String) throws {
    let names = Set(list.lowercased().split { $0 == ";" || $0 == " " }.map(String.init)).sorted()
    #expect(try Self.refusal(Self.signed(list, headers: Self.plain, canonical: names)) != nil, "\(list)")
  }

  @Test("a header that is listed and not there, or listed by a look-alike, is a bad signature")
  func missing() throws {
    let head = try Self.signed("host;x-amz-date;x-thing", headers: Self.plain)
    var without = head
    without.headers.removeAll { $0.name == "X-Thing" }
    #expect(Self.refusal(without) == .badSignature)
    var renamed = head
    renamed.headers[2].name = "X-Thing "
    #expect(Self.refusal(renamed) == .badSignature)
    renamed.headers[2].name = "X_Thing"
    #expect(Self.refusal(renamed) == .badSignature)
    renamed.headers[2].name = "x-ＴHING"
    #expect(Self.refusal(renamed) == .badSignature)
  }

  @Test("without a signed host, or with two, there is no signature")
  func host() throws {
    let unsigned = try Self.signed("x-amz-date;x-thing", headers: Self.plain)
    #expect(Self.refusal(unsigned) == .hostNotSigned)
    let head = try Self.signed("host;x-amz-date", headers: Self.plain)
    var none = head
    none.headers.removeFirst()
    #expect(Self.refusal(none) == .hostNotSigned)
    for second in ["sts.amazonaws.com", "evil.example"] {
      var two = head
      two.headers.insert(HTTPHeader("host", second), at: 0)
      #expect(Self.refusal(two) == .hostNotSigned)
    }
  }

  @Test("a header that is sent twice is signed as both, in their order")
  func repeated() throws {
    let twice = Self.plain + [HTTPHeader("x-thing", "b")]
    let head = try Self.signed("host;x-amz-date;x-thing", headers: twice)
    #expect(Self.refusal(head) == nil)
    var once = head
    once.headers.remove(at: 3)
    #expect(Self.refusal(once) == .badSignature)
    var swapped = head
    swapped.headers.swapAt(2, 3)
    #expect(Self.refusal(swapped) == .badSignature)
    var joined = once
    joined.headers[2].value = "a,b"
    // The same canonical form, as the specification has it.
    #expect(Self.refusal(joined) == nil)
    var added = try Self.signed("host;x-amz-date;x-thing", headers: Self.plain)
    added.headers.append(HTTPHeader("X-Thing", "b"))
    #expect(Self.refusal(added) == .badSignature)
  }

  @Test("white space in a value is one space, and a folded line is white space")
  func folded() throws {
    var headers = Self.plain
    headers[2].value = "one two"
    let head = try Self.signed("host;x-amz-date;x-thing", headers: headers)
    for same in ["one two", "  one   two ", "one\ttwo", "one\r\n two"] {
      var changed = head
      changed.headers[2].value = same
      #expect(Self.refusal(changed) == nil, "\(same)")
    }
    for other in ["onetwo", "one  two!", "two one", "one\u{A0}two", "one\u{2003}two"] {
      var changed = head
      changed.headers[2].value = other
      #expect(Self.refusal(changed) == .badSignature, "\(other)")
    }
  }

  @Test("the date stands in one header, or in its older one")
  func date() throws {
    let host = Self.plain[0]
    let older = HTTPHeader("Date", "Sun, 22 Nov 2026 12:00:00 GMT")
    #expect(try Self.refusal(Self.signed("date;host", headers: [host, older])) == nil)
    // The newer one wins, and it alone is the time that is signed.
    let both = [host, HTTPHeader("Date", "Sun, 22 Nov 2020 12:00:00 GMT"), HTTPHeader("X-Amz-Date", Self.stamp)]
    #expect(try Self.refusal(Self.signed("host;x-amz-date", headers: both)) == nil)
    for headers in [
      [host], [host, HTTPHeader("X-Amz-Date", Self.stamp), HTTPHeader("x-amz-date", Self.stamp)], [host, older, older],
    ] {
      let error = try Self.refusal(Self.signed("host", headers: headers))
      #expect(error?.code == "IncompleteSignature")
      #expect(error?.message.contains("requires existence of either a 'X-Amz-Date' or a 'Date' header.") == true)
    }
    let bad = [host, HTTPHeader("X-Amz-Date", "Sun, 22 Nov 2026 12:00:00 GMT")]
    #expect(try Self.refusal(Self.signed("host", headers: bad)) == .badDate("Sun, 22 Nov 2026 12:00:00 GMT"))
  }

  @Test("a request is signed once: not in two headers, and not in a header and its query")
  func twice() throws {
    let head = try Self.signed("host;x-amz-date", headers: Self.plain)
    var two = head
    two.headers.append(try #require(head.headers.last))
    #expect(Self.refusal(two)?.code == "IncompleteSignature")
    for parameter in ["X-Amz-Signature=00", "X-Amz-Security-Token=x", "X-Amz-Date=\(Self.stamp)"] {
      let both = try Self.signed("host;x-amz-date", headers: Self.plain, query: parameter)
      #expect(Self.refusal(both)?.code == "IncompleteSignature", "\(parameter)")
    }
  }

  @Test("a session token that is not signed, or is sent twice, is refused")
  func token() throws {
    let headers = Self.plain + [HTTPHeader("X-Amz-Security-Token", "token")]
    let list = "host;x-amz-date;x-amz-security-token"
    let head = try Self.signed(list, headers: headers)
    #expect(Self.refusal(head) == nil)
    #expect(try SigV4Verifier(service: "sts").parse(head, now: Self.now).sessionToken == SessionToken("token"))
    #expect(try Self.refusal(Self.signed("host;x-amz-date", headers: headers)) == .badSignature)
    let twice = headers + [HTTPHeader("x-amz-security-token", "other")]
    #expect(try Self.refusal(Self.signed(list, headers: twice)) == .badSignature)
  }

  @Test("S3 wants a lifetime in a presigned request and keeps to it, the other services take no notice of one")
  func lifetimes() throws {
    let head = HTTPRequestHead(
      method: "GET",
      path: "/bucket/key",
      headers: [HTTPHeader("Host", "s3.amazonaws.com")],
      bodyHash: "UNSIGNED-PAYLOAD"
    )
    let signer = SigV4Signer(accessKeyID: "AKIDEXAMPLE", secret: Self.secret, region: "r", service: "s3")
    let presigned = try signer.presign(head, at: Self.now, lifetime: 3600)
    let verifier = SigV4Verifier(service: "s3", s3Paths: true)
    for later in [0, 900, 901, 3600] { _ = try verifier.parse(presigned, now: Self.now + later) }
    #expect(throws: QueryError.presignedExpired) { try verifier.parse(presigned, now: Self.now + 3601) }
    #expect(throws: QueryError.signatureNotYetCurrent(Self.now, now: Self.now - 901)) {
      try verifier.parse(presigned, now: Self.now - 901)
    }
    var without = presigned
    without.query = presigned.query.replacing("X-Amz-Expires=3600&", with: "")
    #expect(throws: QueryError.missingSigningParameters(["X-Amz-Expires"])) {
      try verifier.parse(without, now: Self.now)
    }
    for bad in ["-1", "604801", "1h", "", "1e3", "99999999999999999999"] {
      var changed = presigned
      changed.query = presigned.query.replacing("X-Amz-Expires=3600", with: "X-Amz-Expires=\(bad)")
      #expect(throws: (any Error).self, "\(bad)") { try verifier.parse(changed, now: Self.now) }
    }
    // aws-sdk-go-v2 presigns `GetCallerIdentity` like this.
    let stsHead = HTTPRequestHead(
      method: "GET",
      path: "/",
      query: "Action=GetCallerIdentity&Version=2011-06-15",
      headers: [HTTPHeader("Host", "sts.amazonaws.com")],
      body: []
    )
    let sts = SigV4Signer(accessKeyID: "AKIDEXAMPLE", secret: Self.secret, region: "r", service: "sts")
    let full = try sts.presign(stsHead, at: Self.now, lifetime: 60)
    var bare = full
    bare.query = full.query.replacing("X-Amz-Expires=60&", with: "")
    #expect(Self.refusal(full) == nil)
    _ = try SigV4Verifier(service: "sts").parse(bare, now: Self.now + 900)
    #expect(throws: QueryError.signatureExpired(Self.now, now: Self.now + 901)) {
      try SigV4Verifier(service: "sts").parse(bare, now: Self.now + 901)
    }
  }
}
