@testable import KeylessAWS
import HTTPTypes
import KeylessAccounts
import KeylessCalls
import KeylessServer
import KeylessTesting
import Testing

@Suite("signatures of S3 calls")
struct S3SigningTests {
  private static func shop() throws -> (World, Signing) {
    let world = try World()
    let admin = try world.administrator()
    try world.makeBucket(as: admin)
    try world.put("k", "hello", as: admin)
    return (world, admin)
  }

  @Test("faults of credentials have S3's codes and words, and the record says the same")
  func credentials() throws {
    let (world, admin) = try Self.shop()
    func expect(_ answer: ServerAnswer, _ status: Int, _ code: String, _ message: String) {
      #expect(answer.status == status)
      #expect(answer.code == code)
      #expect(answer.message == message)
      guard case .refused(let recorded, _, _)? = world.book.calls.last?.outcome else {
        Issue.record("it was answered")
        return
      }
      #expect(recorded == code)
    }
    let unknown = Signing(accessKeyID: "AKIAIOSFODNN7EXAMPLE", secret: admin.secret)
    let answer = try world.get("k", as: unknown)
    expect(answer, 403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.")
    #expect(try answer.xml().string("AWSAccessKeyId") == "AKIAIOSFODNN7EXAMPLE")
    #expect(try answer.xml().string("RequestId") == answer.requestID)
    #expect(try answer.xml().string("HostId") == answer.header("x-amz-id-2"))
    let wrong = Signing(accessKeyID: admin.accessKeyID, secret: SecretAccessKey("wrong"))
    expect(
      try world.get("k", as: wrong),
      403,
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided. Check your key and signing method."
    )
    expect(
      try world.s3("GET", "/acme-shop-state/k", as: admin, at: Forges.now - 901),
      403,
      "RequestTimeTooSkewed",
      "The difference between the request time and the current time is too large."
    )
    let session = Signing(try world.session())
    var forged = session
    forged.token = SessionToken("IQoJb3JpZ2luX2VjEXAMPLE")
    expect(
      try world.get("k", as: forged),
      400,
      "InvalidToken",
      "The provided token is malformed or otherwise invalid."
    )
    var bare = session
    bare.token = nil
    #expect(try world.get("k", as: bare).code == "InvalidAccessKeyId")
    world.machine.advance(seconds: 3600)
    expect(try world.get("k", as: session), 400, "ExpiredToken", "The provided token has expired.")
    #expect(try world.s3("HEAD", "/acme-shop-state/k", as: session).bytes.isEmpty)
  }

  @Test("another service's scope, an old kind of signature and a broken header are refused")
  func schemes() throws {
    let (world, admin) = try Self.shop()
    let old = try world.s3("GET", "/acme-shop-state/k", ["Authorization": "AWS AKIAOLD:c2lnbmF0dXJl"], as: nil)
    #expect(old.status == 400)
    #expect(old.code == "InvalidRequest")
    #expect(old.message?.hasSuffix("Please use AWS4-HMAC-SHA256.") == true)
    let oldQuery = "AWSAccessKeyId=AKIAOLD&Signature=x&Expires=2000000000"
    #expect(try world.get("k", query: oldQuery, as: nil).code == "InvalidRequest")
    let broken = try world.s3("GET", "/acme-shop-state/k", as: admin) { request in
      request.headers[.authorization] = (request.headers[.authorization] ?? "").replacing(
        "SignedHeaders",
        with: "Signed"
      )
    }
    #expect(broken.code == "AuthorizationHeaderMalformed")
    let otherDay = try world.s3("GET", "/acme-shop-state/k", as: admin) { request in
      request.headers[.authorization] = (request.headers[.authorization] ?? "").replacing(
        "/20260921/",
        with: "/20260920/"
      )
    }
    #expect(otherDay.code == "AuthorizationHeaderMalformed")
    let partial = try world.get("k", query: "X-Amz-Algorithm=AWS4-HMAC-SHA256", as: nil)
    #expect(partial.code == "AuthorizationQueryParametersError")
  }

  @Test("any region is accepted, and a signature is good for one")
  func regions() throws {
    let (world, admin) = try Self.shop()
    #expect(try world.s3("GET", "/acme-shop-state/k", as: admin, region: "ap-southeast-2").status == 200)
    let other = try world.s3("GET", "/acme-shop-state/k", as: admin) { request in
      request.headers[.authorization] = (request.headers[.authorization] ?? "").replacing(
        "/eu-west-1/",
        with: "/us-east-1/"
      )
    }
    #expect(other.code == "SignatureDoesNotMatch")
  }

  @Test("a body must hash to what the signature says")
  func payloadHash() throws {
    let (world, admin) = try Self.shop()
    let altered = try world.s3("PUT", "/acme-shop-state/k", body: "hello", as: admin) { $0.body = Array("hellO".utf8) }
    #expect(altered.status == 400)
    #expect(altered.code == "XAmzContentSHA256Mismatch")
    let missing = try world.s3("PUT", "/acme-shop-state/k", body: "hello", as: admin, hash: "")
    #expect(missing.code == "InvalidRequest")
    #expect(try world.s3("PUT", "/acme-shop-state/k", body: "hello", as: admin, hash: "x").code == "InvalidArgument")
    #expect(try world.get("k", as: admin).body == "hello")
    let unsigned = try world.s3("PUT", "/acme-shop-state/k", body: "free", as: admin, hash: "UNSIGNED-PAYLOAD") {
      $0.body = Array("other".utf8)
    }
    #expect(unsigned.status == 200)
    #expect(try world.get("k", as: admin).body == "other")
    let asymmetric = "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD"
    #expect(try world.s3("PUT", "/acme-shop-state/k", body: "x", as: admin, hash: asymmetric).status == 501)
  }

  @Test("a field of Amazon's that was added or changed on the way is refused")
  func unsignedHeaders() throws {
    let (world, admin) = try Self.shop()
    let name = try #require(HTTPField.Name("x-amz-tagging"))
    let added = try world.s3("PUT", "/acme-shop-state/k", body: "x", as: admin) { $0.headers[name] = "a=b" }
    #expect(added.status == 403)
    #expect(added.code == "AccessDenied")
    #expect(added.message == "There were headers present in the request which were not signed")
    let changed = try world.s3("PUT", "/acme-shop-state/k", ["x-amz-tagging": "a=b"], body: "x", as: admin) {
      $0.headers[name] = "a=c"
    }
    #expect(changed.code == "SignatureDoesNotMatch")
    for change: (inout IncomingRequest) -> Void in [
      { $0.path += "x" }, { $0.query = "tagging=" }, { $0.method = "DELETE" }, { $0.authority = "other.localhost" },
    ] {
      #expect(try world.s3("GET", "/acme-shop-state/k", as: admin, change: change).code == "SignatureDoesNotMatch")
    }
  }

  @Test("a URL that was signed works until it expires, for its method and its object")
  func presigned() throws {
    let (world, admin) = try Self.shop()
    func presign(_ method: String, _ path: String = "/acme-shop-state/k", query: String = "") throws -> IncomingRequest
    {
      let head = HTTPRequestHead(
        method: method,
        path: path,
        query: query,
        headers: [HTTPHeader("Host", "127.0.0.1:4566")],
        bodyHash: "UNSIGNED-PAYLOAD"
      )
      let signed = try world.signer(admin).presign(head, at: Forges.now, lifetime: 600)
      return World.request(signed, body: [])
    }
    let get = try presign("GET")
    #expect(world.aws.answer(get).body == "hello")
    #expect(world.book.calls.last?.action == "GetObject")
    var put = try presign("PUT")
    put.body = Array("anything".utf8)
    #expect(world.aws.answer(put).status == 200)
    #expect(try world.get("k", as: admin).body == "anything")
    var other = get
    other.path += "x"
    #expect(world.aws.answer(other).code == "SignatureDoesNotMatch")
    other = get
    other.method = "DELETE"
    #expect(world.aws.answer(other).code == "SignatureDoesNotMatch")
    other = get
    other.query = other.query.replacing("X-Amz-Expires=600", with: "X-Amz-Expires=6000")
    #expect(world.aws.answer(other).code == "SignatureDoesNotMatch")
    world.machine.advance(seconds: 601)
    let late = world.aws.answer(get)
    #expect(late.status == 403)
    #expect(late.code == "AccessDenied")
    #expect(late.message == "Request has expired")
  }

  /// The body of an upload in signed chunks, with the request that announces it.
  private static func chunked(
    _ world: World,
    _ signing: Signing,
    form: ChunkedPayload.Form,
    chunks: [String],
    checksum: String? = nil,
    length: Int? = nil
  ) throws -> IncomingRequest {
    let plain = chunks.joined()
    var headers = [
      "x-amz-decoded-content-length": String(length ?? plain.utf8.count), "Content-Encoding": "aws-chunked,gzip",
    ]
    if form.hasTrailer { headers["x-amz-trailer"] = "x-amz-checksum-crc32" }
    var request = try world.s3Request(
      "PUT",
      "/acme-shop-state/chunked",
      headers,
      as: signing,
      hash: form.rawValue
    )
    let verifier = SigV4Verifier(service: "s3", s3Paths: true)
    let signed = try verifier.parse(request.head(payloadHash: form.rawValue), now: Forges.now)
    var signatures = signed.chunkSignatures(secret: signing.secret)
    for chunk in chunks.map({ Array($0.utf8) }) + [[]] {
      let signature = form.isSigned ? ";chunk-signature=\(signatures.next(chunk: chunk[...]))" : ""
      request.body += Array("\(String(chunk.count, radix: 16))\(signature)\r\n".utf8) + chunk
      if !chunk.isEmpty { request.body += Array("\r\n".utf8) }
    }
    if form.hasTrailer {
      let value = checksum ?? ObjectChecksum.crc32.value(of: Array(plain.utf8))
      request.body += Array("x-amz-checksum-crc32:\(value)\r\n".utf8)
      if form.isSigned {
        let signature = signatures.next(trailers: [HTTPHeader("x-amz-checksum-crc32", value)])
        request.body += Array("x-amz-trailer-signature:\(signature)\r\n".utf8)
      }
    }
    request.body += Array("\r\n".utf8)
    return request
  }

  private static let chunks = [String(repeating: "a", count: 9000), "the end"]

  @Test("an upload in chunks arrives without its framing", arguments: ChunkedPayload.Form.allCases)
  func chunks(form: ChunkedPayload.Form) throws {
    let (world, admin) = try Self.shop()
    let answer = world.aws.answer(try Self.chunked(world, admin, form: form, chunks: Self.chunks))
    #expect(answer.status == 200, "\(answer.body)")
    let got = try world.get("chunked", as: admin)
    #expect(got.body == Self.chunks.joined())
    #expect(got.header("content-encoding") == "gzip")
    #expect((answer.header("x-amz-checksum-crc32") != nil) == form.hasTrailer)
    let empty = world.aws.answer(try Self.chunked(world, admin, form: form, chunks: []))
    #expect(empty.status == 200)
    #expect(try world.get("chunked", as: admin).bytes.isEmpty)
  }

  @Test(
    "chunks that were altered, cut, or are not what was announced are refused",
    arguments: ChunkedPayload.Form.allCases
  )
  func hostileChunks(form: ChunkedPayload.Form) throws {
    let (world, admin) = try Self.shop()
    func code(
      checksum: String? = nil,
      length: Int? = nil,
      _ change: (inout IncomingRequest) -> Void = { _ in }
    ) throws -> String? {
      var request = try Self.chunked(
        world,
        admin,
        form: form,
        chunks: Self.chunks,
        checksum: checksum,
        length: length
      )
      change(&request)
      return world.aws.answer(request).code
    }
    let altered = try code { $0.body[500] = UInt8(ascii: "b") }
    #expect(altered == (form.isSigned ? "SignatureDoesNotMatch" : "BadDigest"))
    #expect(try code { $0.body.removeLast(2) } == "IncompleteBody")
    #expect(try code { $0.body.removeLast($0.body.count - 9000) } == "IncompleteBody")
    #expect(try code { $0.body += Array("0\r\n\r\n".utf8) } == "IncompleteBody")
    #expect(try code(length: 9006) == "IncompleteBody")
    #expect(try code(length: 9008) == "IncompleteBody")
    #expect(try code(length: 64 * 1024 * 1024 + 1) == "EntityTooLarge")
    if form.hasTrailer { #expect(try code(checksum: "AAAAAA==") == "BadDigest") }
    #expect(try world.get("chunked", as: admin).code == "NoSuchKey")
  }

  @Test("the chain of another secret, or of another request, is refused")
  func foreignChains() throws {
    let (world, admin) = try Self.shop()
    let other = Signing(accessKeyID: admin.accessKeyID, secret: SecretAccessKey("other"))
    var request = try Self.chunked(world, admin, form: .signed, chunks: Self.chunks)
    request.body = try Self.chunked(world, other, form: .signed, chunks: Self.chunks).body
    #expect(world.aws.answer(request).code == "SignatureDoesNotMatch")
    // What was signed as a whole is no chunk, and what is unsigned is not signed.
    request = try Self.chunked(world, admin, form: .unsignedWithTrailer, chunks: Self.chunks)
    let signed = try Self.chunked(world, admin, form: .signedWithTrailer, chunks: Self.chunks)
    request.body = signed.body
    #expect(world.aws.answer(request).code == "IncompleteBody")
    let anonymous = try world.s3(
      "PUT",
      "/acme-shop-state/chunked",
      ["x-amz-decoded-content-length": "5", "x-amz-content-sha256": ChunkedPayload.Form.signed.rawValue],
      body: "5\r\nhello\r\n0\r\n\r\n",
      as: nil
    )
    #expect(anonymous.code == "SignatureDoesNotMatch")
  }
}
