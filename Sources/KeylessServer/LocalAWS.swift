import HTTPTypes
import KeylessAWS
import KeylessSource
package import KeylessSystem
package import Logging

/// The local AWS: it verifies tokens, judges trust policies and answers as AWS answers; what it does not implement it refuses by name.
///
/// A value of no HTTP library: requests come in whole, answers go out whole, so a test can ask it anything without a port.
package struct LocalAWS: Sendable {
  package let store: MemoryStore
  let issuers: [PlayedIssuer]
  let sessions: SessionAuthority
  let region: String
  let system: System
  let logger: Logger
  let observe: @Sendable (CallRecord) -> Void

  /// `region` is what `aws:RequestedRegion` says for calls that name none.
  ///
  /// `observe` sees every call after it was answered.
  package init(
    store: MemoryStore,
    issuers: [PlayedIssuer],
    region: String = "us-east-1",
    system: System,
    logger: Logger,
    observe: @escaping @Sendable (CallRecord) -> Void = { _ in }
  ) throws(ServerError) {
    guard let sessions = SessionAuthority(random: system.randomBytes) else {
      throw ServerError(.noRandomness, "starting the local AWS failed: the machine's random source gave too few bytes")
    }
    self.store = store
    self.issuers = issuers
    self.sessions = sessions
    self.region = region
    self.system = system
    self.logger = logger
    self.observe = observe
  }

  /// Answers one request.
  ///
  /// Never throws: a client's mistake is an answer too.
  package func answer(_ request: IncomingRequest) -> ServerAnswer {
    // Drawn at once: sixteen bytes for the request id, the rest for a session that this call may get.
    let noise = system.randomBytes(54)
    let requestID = UUIDText.random(noise)
    if request.method == "GET", let page = page(for: request, requestID) { return page }
    let call = ServiceCall(request)
    var record = CallRecord(
      service: call.service,
      action: call.action,
      caller: .unsigned,
      outcome: .answered(identity: nil)
    )
    let answer: ServerAnswer
    do {
      answer = try perform(call, request, requestID, noise.dropFirst(16), &record)
    } catch {
      record.outcome = .refused(
        code: error.error.code,
        message: error.error.message,
        reason: Self.printable(error.reason)
      )
      answer = call.refusal(error.error, requestID: requestID, accept: request.headers[.accept])
    }
    log(record, requestID)
    observe(record)
    return answer
  }

  /// The answer to a body that was not even read.
  package func tooLarge(limit: Int) -> ServerAnswer {
    let requestID = UUIDText.random(system.randomBytes(16))
    let error = QueryError.requestTooLarge(limit: limit)
    logger.info("refused", metadata: ["code": "\(error.code)", "request": "\(requestID)"])
    let body = QueryResponse.failure(error, service: .sts, requestID: requestID, format: .xml)
    return ServerAnswer(status: body.status, contentType: body.contentType, requestID: requestID, bytes: body.bytes)
  }

  private func page(for request: IncomingRequest, _ requestID: String) -> ServerAnswer? {
    if request.path == "/health" {
      return ServerAnswer(status: 200, contentType: "text/plain", requestID: requestID, body: "ok\n")
    }
    guard request.path.utf8.starts(with: IssuerEndpoint.root.utf8) else { return nil }
    let document = IssuerEndpoint(issuers: issuers).document(at: request.path, host: request.authority ?? "localhost")
    return ServerAnswer(
      status: document == nil ? 404 : 200,
      contentType: document == nil ? "text/plain" : "application/json",
      requestID: requestID,
      body: document ?? "this server plays no such issuer\n"
    )
  }

  private func perform(
    _ call: ServiceCall,
    _ request: IncomingRequest,
    _ requestID: String,
    _ noise: ArraySlice<UInt8>,
    _ record: inout CallRecord
  ) throws(Refusal) -> ServerAnswer {
    let now = system.now()
    switch call.target {
    case .unreadable(let error):
      throw Refusal(error)
    case .sts(let query) where query.action == AssumeRoleWithWebIdentity.action:
      let endpoint = AssumeRoleWithWebIdentityEndpoint(
        store: store,
        issuers: issuers,
        sessions: sessions,
        region: region,
        now: now,
        noise: noise
      )
      let output = try endpoint.answer(
        query,
        sourceAddress: request.sourceAddress,
        userAgent: request.headers[.userAgent],
        presented: &record.token
      )
      record.outcome = .answered(identity: output.assumedRoleARN)
      return call.success(output.wireValue, requestID: requestID, accept: request.headers[.accept])
    case .sts(let query) where query.action == GetCallerIdentity.action:
      let caller = try authenticate(request, service: "sts", &record)
      let output = try GetCallerIdentityEndpoint().answer(caller)
      record.outcome = .answered(identity: output.arn)
      return call.success(output.wireValue, requestID: requestID, accept: request.headers[.accept])
    case .sts, .other:
      // Who called matters to whoever reads the transcript, also when the answer is no.
      if request.isSigned {
        _ = try? authenticate(
          request,
          service: call.service,
          payloadHash: request.headers[.amzContentHash],
          &record
        )
      }
      throw Refusal(.notImplemented(call.name))
    }
  }

  private func authenticate(
    _ request: IncomingRequest,
    service: String,
    payloadHash: String? = nil,
    _ record: inout CallRecord
  ) throws(Refusal) -> Session {
    if let keyID = ServiceCall.accessKeyID(of: request) { record.caller = .unverified(accessKeyID: keyID) }
    let authentication = CallerAuthentication(store: store, sessions: sessions, now: system.now())
    let session = try authentication.caller(of: request, service: service, payloadHash: payloadHash)
    record.caller = .session(arn: session.assumedRoleARN, accessKeyID: session.accessKeyID)
    return session
  }

  /// A reason quotes claims, which anybody may have written: no log handler should have to expect control characters.
  private static func printable(_ reason: String) -> String {
    let most = 4000
    return TerminalText.escaping(String(String.UnicodeScalarView(reason.unicodeScalars.prefix(most))))
  }

  private func log(_ record: CallRecord, _ requestID: String) {
    switch record.outcome {
    case .answered(let identity):
      logger.info(
        "answered",
        metadata: [
          "action": "\(record.service):\(record.action)", "identity": "\(identity ?? "-")", "request": "\(requestID)",
        ]
      )
    case .refused(let code, _, let reason):
      logger.info(
        "refused",
        metadata: [
          "action": "\(record.service):\(record.action)", "code": "\(code)", "reason": "\(reason)",
          "request": "\(requestID)",
        ]
      )
    }
  }
}
