import HTTPTypes
package import KeylessAWS
package import KeylessCalls

/// The part of S3 that keeps Terraform's state: buckets with their settings, objects with their versions, and the lock
/// file that only one writer gets.
///
/// Everything else of S3 is refused by its name. A value of no HTTP library and no store: what a call needs comes with it.
package struct S3Service: Sendable {
  /// Names under which the server is reached, for buckets that stand before them in `Host`.
  private let hosts: [String]

  /// The largest body that is read: an object, and the framing of its chunks, which have 8 KiB at least but for the last.
  package static let bodyLimit = S3Payload.mostBytes + 512 * 1024

  package init(hosts: [String] = []) { self.hosts = hosts }

  /// What is answered, and, where that is a refusal, the reason that only the log says.
  package struct Reply: Sendable {
    package let answer: ServerAnswer
    package let refusal: Refusal?
  }

  /// The operation's name, as `PutObject`; method and path where it has none.
  package func name(of request: IncomingRequest) -> String {
    if case .operation(let name)? = try? route(request).found { return name }
    return "\(request.method) \(request.path)"
  }

  /// Answers a request whose signature was verified, or one without a signature.
  package func answer(
    _ request: IncomingRequest,
    _ authenticated: CallerAuthentication.Authenticated?,
    scope: CallScope,
    requestID: String
  ) -> Reply {
    let remarks = S3Remarks()
    do throws(Refusal) {
      let answer = try perform(request, authenticated, scope, remarks)
      return Reply(answer: answer.withIDs(requestID), refusal: nil)
    } catch {
      var answer = refusal(error.error, to: request, requestID: requestID)
      answer.headers += remarks.headers
      return Reply(answer: answer, refusal: Refusal(translated(error.error, request), because: error.reason))
    }
  }

  private func perform(
    _ request: IncomingRequest,
    _ authenticated: CallerAuthentication.Authenticated?,
    _ scope: CallScope,
    _ remarks: S3Remarks
  ) throws(Refusal) -> S3Answer {
    let operation: S3Operation
    let parsed: S3Request
    do throws(QueryError) {
      (operation, parsed) = try read(request, authenticated)
    } catch {
      throw Refusal(error)
    }
    let call = S3Call(
      scope: scope,
      request: parsed,
      authentication: authenticated.map { $0.signed.placement == .header ? "REST-HEADER" : "REST-QUERY-STRING" },
      signedAt: authenticated?.signed.time,
      remarks: remarks
    )
    return try operation.perform(call)
  }

  /// What is asked, and whether the request is one that S3 would look at.
  private func read(
    _ request: IncomingRequest,
    _ authenticated: CallerAuthentication.Authenticated?
  ) throws(QueryError) -> (S3Operation, S3Request) {
    try S3Signing.check(request, authenticated)
    let (address, query, found) = try route(request)
    let operation = try Self.operation(found)
    let payload = try S3Payload(request, authenticated)
    let parsed = S3Request(
      method: request.method,
      bucket: address.bucket,
      key: address.key,
      query: query,
      headers: request.headers,
      body: payload.bytes,
      checksum: payload.checksum,
      contentHash: request.claimedContentHash
    )
    try parsed.refuseOthers(parameters: operation.parameters, fields: operation.fields)
    return (operation, parsed)
  }

  private static func operation(_ found: S3Route.Found) throws(QueryError) -> S3Operation {
    switch found {
    case .operation(let name):
      guard let operation = S3Operations.named(name) else { throw .notImplementedByS3("s3:\(name)") }
      return operation
    case .conflict(let first, let second):
      throw .invalidArgument("Conflicting query string parameters: \(first), \(second)")
    case .notAllowed: throw .methodNotAllowed
    }
  }

  private func route(
    _ request: IncomingRequest
  ) throws(QueryError) -> (address: S3Address, query: S3Query, found: S3Route.Found) {
    let address = try S3Address(path: request.path, host: request.authority, hosts: hosts)
    let query = try S3Query(request.query)
    let level: S3Operation.Level = address.bucket.isEmpty ? .service : address.key.isEmpty ? .bucket : .object
    let isCopy = request.headers.text("x-amz-copy-source") != nil
    return (address, query, S3Route.find(request.method, level, query: query, isCopy: isCopy))
  }

  /// What the common code says about a request's credentials and signature, in S3's codes and words.
  package func translated(_ error: QueryError, _ request: IncomingRequest) -> QueryError {
    if S3Signing.isOldVersion(request) { return .oldSignatureVersion }
    let hasToken =
      request.headers.text("x-amz-security-token") != nil || request.query.contains("X-Amz-Security-Token=")
    return error.asS3Says(hasToken: hasToken, isPresigned: request.headers[.authorization] == nil)
  }

  /// An error in S3's shape and words; HEAD gets no body.
  package func refusal(_ error: QueryError, to request: IncomingRequest, requestID: String) -> ServerAnswer {
    let error = translated(error, request)
    let address = try? S3Address(path: request.path, host: request.authority, hosts: hosts)
    let document = S3ErrorDocument(error, address: address, request: request, requestID: requestID)
    var answer = S3Answer(status: error.status)
    answer.contentType = "application/xml"
    if request.method != "HEAD" { answer.bytes = document.bytes }
    return answer.withIDs(requestID)
  }
}
