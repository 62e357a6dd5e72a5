import HTTPTypes
import KeylessAWS
import KeylessOIDC
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
    if request.method == "GET", !request.isSigned, let page = page(for: request, requestID) { return page }
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
        message: Self.printable(error.error.message),
        reason: Self.printable(error.reason)
      )
      answer = call.refusal(error.error, requestID: requestID, accept: request.headers[.accept])
    }
    log(record, requestID)
    observe(record)
    return answer
  }

  /// The answer to a request whose body was not read because it is too large; `head` is the request without it.
  package func tooLarge(_ head: IncomingRequest, limit: Int) -> ServerAnswer {
    let requestID = UUIDText.random(system.randomBytes(16))
    let call = ServiceCall(head)
    let error = QueryError.requestTooLarge(limit: limit)
    var record = CallRecord(
      service: call.service,
      action: call.isS3 ? call.action : "unread",
      caller: .unsigned,
      outcome: .refused(code: error.code, message: error.message, reason: error.message)
    )
    // Only S3's signatures can be checked without the body; every other caller is one that nobody vouched for.
    _ = try? authenticate(head, call, &record)
    log(record, requestID)
    observe(record)
    return call.refusal(error, requestID: requestID, accept: head.headers[.accept])
  }

  /// No bucket can be called `_keyless`, so no path of S3 is hidden.
  package static let healthPath = "/_keyless/health"

  private func page(for request: IncomingRequest, _ requestID: String) -> ServerAnswer? {
    if request.path.utf8.elementsEqual(Self.healthPath.utf8) {
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
      _ = try? authenticate(request, call, &record)
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
      let caller = try authenticate(request, call, &record)
      let output = try GetCallerIdentityEndpoint().answer(caller)
      record.outcome = .answered(identity: output.arn)
      return call.success(output.wireValue, requestID: requestID, accept: request.headers[.accept])
    case .sts, .other:
      // Who called matters to whoever reads the transcript, also when the answer is no.
      _ = try? authenticate(request, call, &record)
      throw Refusal(.notImplemented(call.name))
    }
  }

  private func authenticate(
    _ request: IncomingRequest,
    _ call: ServiceCall,
    _ record: inout CallRecord
  ) throws(Refusal) -> Session {
    if let keyID = ClaimedCredential.name(in: request) { record.caller = .unverified(accessKeyID: keyID) }
    let authentication = CallerAuthentication(store: store, sessions: sessions, now: system.now())
    let session = try authentication.caller(of: request, service: call.service, isS3: call.isS3)
    record.caller = .session(arn: session.assumedRoleARN, accessKeyID: session.accessKeyID)
    return session
  }

  /// Messages and reasons quote what anybody may have sent: bounded, without tokens, without control characters.
  private static func printable(_ text: String) -> String {
    let most = 24_000
    let bounded = TokenRedaction.redacting(String(String.UnicodeScalarView(text.unicodeScalars.prefix(most))))
    return TerminalText.escaping(String(String.UnicodeScalarView(bounded.unicodeScalars.prefix(2000))))
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
