import HTTPTypes
import KeylessAWS
import KeylessCalls
import KeylessSystem

/// A call of a service that this server does not have: which operation it is, what it must be allowed, and what is passed on.
///
/// Only a request that names its operation in one place is taken: if two readers could take it for two operations, one could
/// be authorised and the other done.
struct UpstreamCall {
  let service: String
  /// `CreateKey`.
  let operation: String
  private let incoming: IncomingRequest
  /// Without the parameters of a presigned URL.
  private let query: String

  init(_ request: IncomingRequest, service: String) throws(Refusal) {
    self.service = service
    incoming = request
    query = Self.withoutSignature(request.query)
    guard let operation = try Self.operation(of: request, query) else {
      throw Refusal(
        .notImplemented("calls of \(service) that do not name their action in X-Amz-Target or Action"),
        because: "the request names no operation by which it could be authorised"
      )
    }
    self.operation = operation
  }

  func demands(_ call: CallScope) throws(Refusal) -> [Demand] {
    if service.utf8.elementsEqual("kms".utf8) {
      return try KMSDemands(operation: operation, body: incoming.body, call).all
    }
    call.findings.add("which resource is meant only the other server knows: asked of `*`")
    return [Demand("\(Self.policyPrefix(of: service)):\(operation)")]
  }

  /// The request as the other server gets it.
  ///
  /// Path, query, body and the client's header fields are as they came. The signature is another: the client's would let the
  /// other server call us in the client's name, and its session token is nobody else's business. What emulators read from a
  /// signature is kept: region and service from the scope, and the account as key id or in moto's own field.
  func request(
    to upstream: Upstream,
    account: String,
    region: String,
    now: Int
  ) throws(Refusal) -> KeylessSystem.HTTPRequest {
    let dropped =
      Self.hopByHop + Self.ours + (incoming.headers[.connection] ?? "").split(separator: ",").map(Self.trimmed)
    var headers = incoming.headers.compactMap { field -> HTTPHeader? in
      let name = ASCII.lowercased(field.name.rawName)
      let isDropped =
        dropped.contains { ASCII.equal($0, name) } || Self.guidance.contains { ASCII.begins(name, with: $0) }
      return isDropped ? nil : HTTPHeader(field.name.rawName, field.value)
    }
    headers.append(HTTPHeader("x-moto-account-id", account))
    headers.append(HTTPHeader("Host", upstream.authority))
    let signer = SigV4Signer(
      accessKeyID: account,
      secret: SecretAccessKey("passed-on-by-keyless"),
      region: region,
      service: service
    )
    let signed: HTTPRequestHead
    do {
      signed = try signer.sign(
        HTTPRequestHead(
          method: incoming.method,
          path: incoming.path,
          query: query,
          headers: headers,
          body: incoming.body
        ),
        at: now
      )
    } catch {
      throw Refusal(.internalFailure, because: "the call cannot be signed for \(upstream.url)")
    }
    var request = KeylessSystem.HTTPRequest(
      method: incoming.method,
      url: upstream.url + incoming.path + (query.isEmpty ? "" : "?" + query),
      headers: signed.headers.filter { !ASCII.equalIgnoringCase($0.name, "host") }.map {
        HeaderLine($0.name, $0.value)
      },
      body: incoming.body
    )
    request.responseLimit = 1 << 24
    request.deadline = 30
    return request
  }

  static func answer(_ response: KeylessSystem.HTTPResponse, requestID: String) -> ServerAnswer {
    var answer = ServerAnswer(
      status: response.status,
      contentType: response.header("content-type") ?? "application/octet-stream",
      requestID: requestID,
      bytes: response.body
    )
    // What the HTTP library writes itself, and the request id, which is ours.
    let own = hopByHop + ["content-type", "content-length", "date", "server", "x-amzn-requestid"]
    answer.headers = response.headers.compactMap { line in
      own.contains { ASCII.equalIgnoringCase($0, line.name) } ? nil : ServerAnswer.Header(line.name, line.value)
    }
    return answer
  }

  /// RFC 9110, section 7.6.1.
  private static let hopByHop = [
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer",
    "transfer-encoding", "upgrade",
  ]
  /// What belongs to this hop for other reasons.
  private static let ours = ["host", "authorization", "x-amz-security-token", "x-amz-date", "content-length", "expect"]
  /// Fields by which a client could tell an emulator, or a proxy before it, to take the call for another one.
  private static let guidance = ["x-moto-", "x-localstack-", "x-forwarded-", "forwarded", "x-http-method"]

  private static func trimmed(_ text: some StringProtocol) -> String {
    ASCII.lowercased(String(decoding: text.utf8.filter { $0 > 0x20 }, as: UTF8.self))
  }
}
