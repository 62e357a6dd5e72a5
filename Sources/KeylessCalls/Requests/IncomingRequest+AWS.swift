package import HTTPTypes
package import KeylessAWS

extension IncomingRequest {
  /// The request as a signature covers it.
  ///
  /// `payloadHash` is what the client says its body hashes to, where a service lets it say so; nil takes the hash of the body.
  package func head(payloadHash: String? = nil) -> HTTPRequestHead {
    var lines = headers.map { HTTPHeader($0.name.rawName, $0.value) }
    if let authority { lines.append(HTTPHeader("host", authority)) }
    guard let payloadHash else {
      return HTTPRequestHead(method: method, path: path, query: query, headers: lines, body: body)
    }
    return HTTPRequestHead(method: method, path: path, query: query, headers: lines, bodyHash: payloadHash)
  }

  /// Whether the request claims to be signed, in a header or in the query.
  package var isSigned: Bool {
    headers[.authorization] != nil
      || query.utf8.count > 16 && (query.contains("X-Amz-Signature=") || query.contains("X-Amz-Credential="))
  }

  /// Whether the parameters hold a signature of version 2, which stood among them, in the query or in the form.
  var hasVersion2Signature: Bool {
    func isVersion2(_ form: some Sequence<UInt8>) -> Bool {
      let names = form.split(separator: UInt8(ascii: "&")).map { $0.prefix { $0 != UInt8(ascii: "=") } }
      return ["AWSAccessKeyId", "Signature"].allSatisfy { wanted in names.contains { $0.elementsEqual(wanted.utf8) } }
    }
    return isVersion2(query.utf8) || isVersion2(body.prefix(64 * 1024))
  }

  /// What an S3 client says its body hashes to: a header field, or part of a URL that was signed.
  package var claimedContentHash: String? {
    if let header = headers[.amzContentHash] { return header }
    let name = Array("X-Amz-Content-Sha256=".utf8)
    guard headers[.authorization] == nil, query.utf8.count > name.count else { return nil }
    let pair = Array(query.utf8).split(separator: UInt8(ascii: "&")).first { $0.starts(with: name) }
    return pair.map { String(decoding: $0.dropFirst(name.count), as: UTF8.self) }
  }
}

extension HTTPFields {
  /// A field by a name that is known to be one.
  package subscript(name: AmazonField) -> String? { name.name.flatMap { self[$0] } }
}

/// Amazon's own header fields.
package struct AmazonField {
  fileprivate let name: HTTPField.Name?

  private init(_ name: String) { self.name = HTTPField.Name(name) }

  /// The operation of the JSON services.
  package static let amzTarget = AmazonField("x-amz-target")
  /// The bytes of a body without its chunk framing.
  package static let amzDecodedLength = AmazonField("x-amz-decoded-content-length")
  /// What the client says its body hashes to.
  package static let amzContentHash = AmazonField("x-amz-content-sha256")
}
