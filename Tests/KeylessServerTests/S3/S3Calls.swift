@testable import KeylessAWS
import HTTPTypes
import KeylessAccounts
import KeylessCalls
import KeylessServer
import KeylessSource
import KeylessSystem
import KeylessTesting
import Testing

extension World {
  static let bucket = "acme-shop-state"

  /// A user who may do everything, in the first account.
  func administrator() throws -> Signing { try addUser("root-like", Self.allow("*")) }

  /// A call of S3 in path style, signed in its header as SDKs do; nobody: an anonymous one.
  func s3(
    _ method: String,
    _ path: String,
    query: String = "",
    _ headers: [String: String] = [:],
    body: String = "",
    as signing: Signing?,
    host: String = "127.0.0.1:4566",
    region: String = region,
    hash: String? = nil,
    at time: Int? = nil,
    change: (inout IncomingRequest) -> Void = { _ in }
  ) throws -> ServerAnswer {
    var request = try s3Request(
      method,
      path,
      query: query,
      headers,
      body: Array(body.utf8),
      as: signing,
      host: host,
      region: region,
      hash: hash,
      at: time
    )
    change(&request)
    return aws.answer(request)
  }

  func s3Request(
    _ method: String,
    _ path: String,
    query: String = "",
    _ headers: [String: String] = [:],
    body: [UInt8] = [],
    as signing: Signing?,
    host: String = "127.0.0.1:4566",
    region: String = region,
    hash: String? = nil,
    at time: Int? = nil
  ) throws -> IncomingRequest {
    let hash = hash ?? Hex.encode(Digest.sha256(body))
    var lines = [HTTPHeader("Host", host)] + headers.sorted { $0.key < $1.key }.map { HTTPHeader($0.key, $0.value) }
    guard let signing else {
      return Self.request(
        HTTPRequestHead(method: method, path: path, query: query, headers: lines, bodyHash: hash),
        body: body
      )
    }
    if !hash.isEmpty { lines.append(HTTPHeader("x-amz-content-sha256", hash)) }
    let head = HTTPRequestHead(
      method: method,
      path: path,
      query: query,
      headers: lines,
      bodyHash: hash.isEmpty ? "UNSIGNED-PAYLOAD" : hash
    )
    return Self.request(try signer(signing, region: region).sign(head, at: time ?? machine.system().now()), body: body)
  }

  func signer(_ signing: Signing, region: String = region) -> SigV4Signer {
    SigV4Signer(
      accessKeyID: signing.accessKeyID,
      secret: signing.secret,
      sessionToken: signing.token,
      region: region,
      service: "s3",
      s3Paths: true
    )
  }

  /// A bucket of the first account, made by a call.
  func makeBucket(_ name: String = bucket, as signing: Signing, versioned: Bool = false) throws {
    let made = try s3("PUT", "/\(name)", body: Self.here, as: signing)
    #expect(made.status == 200, "\(made.body)")
    guard versioned else { return }
    let enabled = try s3(
      "PUT",
      "/\(name)",
      query: "versioning=",
      body: "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
      as: signing
    )
    #expect(enabled.status == 200, "\(enabled.body)")
  }

  /// Where the tests' buckets are.
  static let here =
    "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
    + "<LocationConstraint>\(region)</LocationConstraint></CreateBucketConfiguration>"

  @discardableResult
  func put(
    _ key: String,
    _ body: String = "x",
    _ headers: [String: String] = [:],
    bucket: String = bucket,
    as signing: Signing?
  ) throws -> ServerAnswer {
    try s3("PUT", "/\(bucket)/\(key)", headers, body: body, as: signing)
  }

  func get(
    _ key: String,
    query: String = "",
    _ headers: [String: String] = [:],
    bucket: String = bucket,
    as signing: Signing?
  ) throws -> ServerAnswer {
    try s3("GET", "/\(bucket)/\(key)", query: query, headers, as: signing)
  }
}

extension ServerAnswer {
  func header(_ name: String) -> String? {
    headers.first { ASCII.equalIgnoringCase($0.name, name) }?.value
  }

  /// The root of an answer in XML.
  func xml() throws -> WireElement { try WireElement(xml: bytes, sizeLimit: 16 << 20) }

  /// The code of an error in S3's shape.
  var code: String? {
    guard let root = try? xml(), root.name == "Error" else { return nil }
    return root.string("Code")
  }

  var message: String? { (try? xml())?.string("Message") }
}
