/// Signs requests as a client does (Signature Version 4, `AWS4-HMAC-SHA256`).
package struct SigV4Signer: Sendable {
  private let accessKeyID: String
  private let secret: SecretAccessKey
  private let sessionToken: SessionToken?
  private let region: String
  private let service: String
  private let path: CanonicalRequest.Path

  /// Headers that proxies change on the way or that belong to one hop; botocore leaves out the same.
  private static let unsigned = [
    "authorization", "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
    "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id",
  ]

  /// `s3Paths` switches to the path rule of S3, which neither normalises nor encodes twice.
  package init(
    accessKeyID: String,
    secret: SecretAccessKey,
    sessionToken: SessionToken? = nil,
    region: String,
    service: String,
    s3Paths: Bool = false
  ) {
    self.accessKeyID = accessKeyID
    self.secret = secret
    self.sessionToken = sessionToken
    self.region = region
    self.service = service
    path = s3Paths ? .verbatim : .normalized
  }

  /// The request with `X-Amz-Date`, the session token and `Authorization`; `Host` must already be there.
  package func sign(_ head: HTTPRequestHead, at now: Int) throws(SigningError) -> HTTPRequestHead {
    var signed = head
    signed.headers.removeAll { header in
      ["authorization", "x-amz-date", "date", "x-amz-security-token"].contains {
        ASCII.equalIgnoringCase($0, header.name)
      }
    }
    signed.headers.append(HTTPHeader("X-Amz-Date", WireTime.basic(now)))
    if let sessionToken { signed.headers.append(HTTPHeader("X-Amz-Security-Token", sessionToken.exposed)) }
    let scope = scope(at: now)
    let canonical = try canonical(signed)
    let signature = scope.sign(canonical.stringToSign(time: now, scope: scope), with: secret)
    signed.headers.append(
      HTTPHeader(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=\(accessKeyID)/\(scope), SignedHeaders=\(canonical.signedHeaders), "
          + "Signature=\(signature)"
      )
    )
    return signed
  }

  /// The request with everything in its query, so that whoever holds the URL can replay it for `lifetime` seconds.
  package func presign(_ head: HTTPRequestHead, at now: Int, lifetime: Int) throws(SigningError) -> HTTPRequestHead {
    guard (1...604_800).contains(lifetime) else { throw .lifetime }
    let scope = scope(at: now)
    let names = signable(head)
    var parameters = [
      ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"), ("X-Amz-Credential", "\(accessKeyID)/\(scope)"),
      ("X-Amz-Date", WireTime.basic(now)), ("X-Amz-Expires", String(lifetime)),
      ("X-Amz-SignedHeaders", names.joined(separator: ";")),
    ]
    if let sessionToken { parameters.append(("X-Amz-Security-Token", sessionToken.exposed)) }
    let own = parameters.map { "\($0.0)=\(PercentEncoding.encode($0.1))" }.joined(separator: "&")
    var signed = head
    signed.query = head.query.isEmpty ? own : head.query + "&" + own
    let canonical = try canonical(signed)
    signed.query += "&X-Amz-Signature=" + scope.sign(canonical.stringToSign(time: now, scope: scope), with: secret)
    return signed
  }

  private func scope(at now: Int) -> CredentialScope {
    CredentialScope(
      date: String(decoding: WireTime.basic(now).utf8.prefix(8), as: UTF8.self),
      region: region,
      service: service
    )
  }

  private func signable(_ head: HTTPRequestHead) -> [String] {
    let names = head.headers.map { ASCII.lowercased($0.name) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var out: [String] = []
    for name in names where !Self.unsigned.contains(where: { ASCII.equal($0, name) }) {
      if let last = out.last, ASCII.equal(last, name) { continue }
      out.append(name)
    }
    return out
  }

  private func canonical(_ head: HTTPRequestHead) throws(SigningError) -> CanonicalRequest {
    guard !head.values("host").isEmpty else { throw .noHost }
    guard let canonical = CanonicalRequest(head, signing: signable(head), path: path) else { throw .query }
    return canonical
  }
}
