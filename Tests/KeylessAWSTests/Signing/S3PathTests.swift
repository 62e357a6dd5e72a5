import Testing

@testable import KeylessAWS

/// The request is the `PUT Object` example of AWS's Signature Version 4 documentation for S3, recalled; that its published
/// signature verifies shows that it was recalled right.
@Suite("S3 paths in signatures")
struct S3PathTests {
  static let secret = SecretAccessKey("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")

  static func put(_ path: String) -> HTTPRequestHead {
    let hash = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"
    return HTTPRequestHead(
      method: "PUT",
      path: path,
      headers: [
        HTTPHeader("Date", "Fri, 24 May 2013 00:00:00 GMT"),
        HTTPHeader("Host", "examplebucket.s3.amazonaws.com"),
        HTTPHeader("x-amz-content-sha256", hash),
        HTTPHeader("x-amz-date", "20130524T000000Z"),
        HTTPHeader("x-amz-storage-class", "REDUCED_REDUNDANCY"),
        HTTPHeader(
          "Authorization",
          "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
            + "SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,"
            + "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
        ),
      ],
      bodyHash: hash
    )
  }

  static func verify(_ path: String, s3Paths: Bool) throws {
    let now = try #require(WireTime.parseBasic("20130524T000000Z"))
    try SigV4Verifier(service: "s3", s3Paths: s3Paths).parse(put(path), now: now).verify(secret: secret)
  }

  @Test("AWS's documented object verifies, in either spelling of its path")
  func documented() throws {
    try Self.verify("/test%24file.text", s3Paths: true)
    try Self.verify("/test$file.text", s3Paths: true)
  }

  @Test(
    "another object does not verify, nor a path that only normalising would make the same",
    arguments: [
      "/test%2524file.text", "//test%24file.text", "/./test%24file.text", "/test%24file.text/", "/test%24file",
    ]
  )
  func others(path: String) {
    #expect(throws: QueryError.badSignature) { try Self.verify(path, s3Paths: true) }
  }

  @Test("without the rule of S3 the escape is encoded once more and the signature is refused")
  func normalized() {
    #expect(throws: QueryError.badSignature) { try Self.verify("/test%24file.text", s3Paths: false) }
  }
}
