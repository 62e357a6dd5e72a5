import HTTPTypes
import KeylessAWS
package import KeylessAccounts
package import KeylessCalls
import KeylessIAM
package import KeylessIssuers
import KeylessOIDC
import KeylessS3
import KeylessSTS
import KeylessSource
package import KeylessSystem
package import Logging

/// The local AWS: it verifies tokens, judges policies and answers as AWS answers; what it does not implement it refuses by name.
///
/// A value of no HTTP library: requests come in whole, answers go out whole, so a test can ask it anything without a port.
package struct LocalAWS: Sendable {
  package let accounts: Accounts
  let issuers: [PlayedIssuer]
  package let sessions: SessionAuthority
  /// What jobs ask for their tokens with.
  package let requestTokens: RequestTokens
  let settings: Settings
  private let s3: S3Service
  let system: System
  let logger: Logger
  let observe: @Sendable (CallRecord) -> Void

  private static let stsActions = ActionTable(STSActions.all)
  private static let iamActions = ActionTable(IAMActions.all)

  /// `observe` sees every call after it was answered.
  package init(
    accounts: Accounts,
    issuers: [PlayedIssuer],
    settings: Settings = Settings(),
    system: System,
    logger: Logger,
    observe: @escaping @Sendable (CallRecord) -> Void = { _ in }
  ) throws(ServerError) {
    guard let sessions = SessionAuthority(root: settings.root ?? system.randomBytes(32)) else {
      throw ServerError(.noRandomness, "starting the local AWS failed: the machine's random source gave too few bytes")
    }
    self.accounts = accounts
    self.issuers = issuers
    self.sessions = sessions
    requestTokens = RequestTokens(random: system.randomBytes)
    self.settings = settings
    s3 = S3Service(hosts: settings.hostNames)
    self.system = system
    self.logger = logger
    self.observe = observe
  }

  /// Answers one request, going to the network for an issuer's keys where it must.
  ///
  /// Never throws: a client's mistake is an answer too.
  package func respond(to request: IncomingRequest) async -> ServerAnswer {
    switch attempt(request) {
    case .answer(let answer): return answer
    case .wantsKeys(let issuer, let keyID, _):
      await settings.remoteIssuers?.fetch(issuer, keyID: keyID)
      return answer(request)
    case .forward(let pending): return await forward(pending)
    }
  }

  /// Answers one request with what this server has; what only the network could tell is refused.
  package func answer(_ request: IncomingRequest) -> ServerAnswer {
    switch attempt(request) {
    case .answer(let answer): answer
    case .wantsKeys(_, _, let refusal): send(refusal)
    case .forward(let pending): refuse(pending, because: "this server was asked without its network")
    }
  }

  private enum Attempt {
    case answer(ServerAnswer)
    /// The keys that are missing, and the answer where they cannot be had.
    case wantsKeys(issuer: String, keyID: String?, otherwise: Unsent)
    case forward(PendingForward)
  }

  /// An answer of which nobody was told yet.
  private struct Unsent {
    let answer: ServerAnswer
    let record: CallRecord
    let begun: Int
  }

  private func send(_ unsent: Unsent) -> ServerAnswer {
    finish(unsent.record, unsent.answer.requestID, begun: unsent.begun)
    return unsent.answer
  }

  private func attempt(_ request: IncomingRequest) -> Attempt {
    let begun = system.microseconds()
    // Drawn at once: sixteen bytes for the request id, the rest for a session that this call may get.
    let noise = system.randomBytes(54)
    let requestID = UUIDText.random(noise)
    if let page = tokenPage(for: request, requestID) { return .answer(page) }
    if request.method == "GET", !request.isSigned, let page = page(for: request, requestID) { return .answer(page) }
    let call = ServiceCall(request, s3: s3)
    var record = CallRecord(
      service: call.service,
      action: call.action,
      caller: .unsigned,
      outcome: .answered(identity: nil)
    )
    let keys = KeySource(issuers: issuers, remote: settings.remoteIssuers, now: system.now())
    let answer: ServerAnswer
    do {
      if let pending = try pendingForward(call, request, requestID, begun, &record) {
        return .forward(pending)
      }
      answer = try perform(call, request, requestID, noise.dropFirst(16), keys, &record)
    } catch {
      record.outcome = Self.outcome(of: error)
      answer = refusal(error.error, call, request, requestID)
    }
    let unsent = Unsent(answer: answer, record: record, begun: begun)
    if let wanted = keys.wanted { return .wantsKeys(issuer: wanted.issuer, keyID: wanted.keyID, otherwise: unsent) }
    return .answer(send(unsent))
  }

  /// The error in the shape that its service has.
  private func refusal(
    _ error: QueryError,
    _ call: ServiceCall,
    _ request: IncomingRequest,
    _ requestID: String
  ) -> ServerAnswer {
    if case .s3 = call.target { return s3.refusal(error, to: request, requestID: requestID) }
    return call.refusal(error, requestID: requestID, accept: request.headers[.accept])
  }

  /// The largest body that is read for a request of which only the head is known.
  func bodyLimit(for head: IncomingRequest) -> Int {
    // Every upload is to a path, and every call of a Query service to the root.
    guard head.path.utf8.count > 1, case .s3 = ServiceCall(head, s3: s3).target else {
      return QueryRequest.Limits().size
    }
    return S3Service.bodyLimit
  }

  /// The answer to a request whose body was not read because it is too large; `head` is the request without it.
  package func tooLarge(_ head: IncomingRequest, limit: Int) -> ServerAnswer {
    let begun = system.microseconds()
    let requestID = UUIDText.random(system.randomBytes(16))
    let call = ServiceCall(head, s3: s3)
    var error = QueryError.requestTooLarge(limit: limit)
    if case .s3 = call.target { error = s3.translated(error, head) }
    var record = CallRecord(
      service: call.service,
      action: call.isS3 ? call.action : "unread",
      caller: .unsigned,
      outcome: .refused(code: error.code, message: error.message, reason: error.message)
    )
    // Only S3's signatures can be checked without the body; every other caller is one that nobody vouched for.
    _ = try? authenticate(head, call, &record)
    finish(record, requestID, begun: begun)
    return refusal(error, call, head, requestID)
  }

  /// No bucket can be called `_keyless`, so no path of S3 is hidden.
  package static let healthPath = "/_keyless/health"

  private func page(for request: IncomingRequest, _ requestID: String) -> ServerAnswer? {
    if request.path.utf8.elementsEqual(Self.healthPath.utf8) {
      return ServerAnswer(status: 200, contentType: "text/plain", requestID: requestID, body: "ok\n")
    }
    guard request.path.utf8.starts(with: IssuerPages.root.utf8) else { return nil }
    let document = IssuerPages(issuers: issuers).document(at: request.path, host: request.authority ?? "localhost")
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
    _ keys: KeySource,
    _ record: inout CallRecord
  ) throws(Refusal) -> ServerAnswer {
    switch call.target {
    case .unreadable(let error):
      _ = try? authenticate(request, call, &record)
      throw Refusal(error)
    case .sts(let query) where query.action == AssumeRoleWithWebIdentity.action:
      let endpoint = AssumeRoleWithWebIdentityEndpoint(
        accounts: accounts,
        sessions: sessions,
        organization: settings.organization,
        region: settings.region,
        now: system.now(),
        noise: noise,
        keys: { issuer, keyID throws(Refusal) in try keys.keys(of: issuer, keyID) }
      )
      let output = try endpoint.answer(
        query,
        sourceAddress: request.sourceAddress,
        userAgent: request.headers[.userAgent],
        presented: &record.token
      )
      record.outcome = .answered(identity: output.assumedRoleARN)
      return call.success(output.wireValue, requestID: requestID, accept: request.headers[.accept])
    case .sts(let query): return try perform(query, Self.stsActions, call, request, requestID, &record)
    case .iam(let query): return try perform(query, Self.iamActions, call, request, requestID, &record)
    case .s3: return try performS3(call, request, requestID, &record)
    case .other:
      _ = try? authenticate(request, call, &record)
      throw Refusal(.notImplemented(call.name))
    }
  }

  /// A call of S3, which is the only service that answers to nobody in particular.
  private func performS3(
    _ call: ServiceCall,
    _ request: IncomingRequest,
    _ requestID: String,
    _ record: inout CallRecord
  ) throws(Refusal) -> ServerAnswer {
    var authenticated: CallerAuthentication.Authenticated?
    if request.isSigned {
      do {
        authenticated = try authenticate(request, call, &record)
      } catch {
        throw Refusal(s3.translated(error.error, request), because: error.reason)
      }
    }
    let scope = scope(of: authenticated?.caller ?? .anonymous, request)
    let reply = s3.answer(request, authenticated, scope: scope, requestID: requestID)
    record.findings = scope.findings.all
    if let refusal = reply.refusal { record.outcome = Self.outcome(of: refusal) }
    return reply.answer
  }

  /// A signed action of a Query service: who calls, with which parameters, whether that is allowed, and then the action.
  private func perform(
    _ query: QueryRequest,
    _ table: ActionTable,
    _ call: ServiceCall,
    _ request: IncomingRequest,
    _ requestID: String,
    _ record: inout CallRecord
  ) throws(Refusal) -> ServerAnswer {
    guard let type = table[query.action] else {
      // Who called matters to whoever reads the transcript, also when the answer is no.
      _ = try? authenticate(request, call, &record)
      throw Refusal(.notImplemented(call.name))
    }
    let caller = try authenticate(request, call, &record).caller
    let scope = scope(of: caller, request)
    defer { record.findings = scope.findings.all }
    let action: any QueryAction
    do {
      action = try type.init(query.scope)
    } catch {
      throw Refusal(error)
    }
    for demand in action.demands(scope) { try scope.authorize(demand) }
    let result = try action.perform(scope)
    if query.action == GetCallerIdentity.action {
      record.outcome = .answered(identity: caller.arn)
    } else if let assumed = result?["AssumedRoleUser"]?["Arn"], case .text(let arn) = assumed {
      record.outcome = .answered(identity: arn)
    }
    return call.success(result, requestID: requestID, accept: request.headers[.accept])
  }

  func scope(of caller: Caller, _ request: IncomingRequest) -> CallScope {
    CallScope(
      accounts: accounts,
      caller: caller,
      sessions: sessions,
      organization: settings.organization,
      allowsLocalIssuers: settings.allowsLocalIssuers,
      region: ClaimedCredential.scope(in: request)?[2] ?? settings.region,
      now: system.now(),
      random: system.randomBytes,
      sourceAddress: request.sourceAddress,
      userAgent: request.headers[.userAgent]
    )
  }

  func authenticate(
    _ request: IncomingRequest,
    _ call: ServiceCall,
    _ record: inout CallRecord
  ) throws(Refusal) -> CallerAuthentication.Authenticated {
    if let keyID = ClaimedCredential.name(in: request) { record.caller = .unverified(accessKeyID: keyID) }
    let authentication = CallerAuthentication(
      accounts: accounts,
      sessions: sessions,
      administrators: settings.administrators,
      regions: settings.regions.accepted(for: call.service, in: settings.region, of: accounts.partition),
      now: system.now()
    )
    let authenticated = try authentication.authenticate(request, service: call.service, isS3: call.isS3)
    let caller = authenticated.caller
    switch caller.identity {
    case .role: record.caller = .session(arn: caller.arn, accessKeyID: caller.accessKeyID)
    case .user: record.caller = .user(arn: caller.arn, accessKeyID: caller.accessKeyID)
    case .anonymous: record.caller = .unsigned
    }
    return authenticated
  }

  /// Messages and reasons quote what anybody may have sent: bounded, without tokens, without control characters.
  static func printable(_ text: String) -> String {
    let most = 24_000
    let bounded = TokenRedaction.redacting(String(String.UnicodeScalarView(text.unicodeScalars.prefix(most))))
    return TerminalText.escaping(String(String.UnicodeScalarView(bounded.unicodeScalars.prefix(2000))))
  }

  static func outcome(of refusal: Refusal) -> CallRecord.Outcome {
    .refused(
      code: refusal.error.code,
      message: printable(refusal.error.message),
      reason: printable(refusal.reason)
    )
  }

  /// Tells the log and whoever watches that a call was answered.
  func finish(_ record: CallRecord, _ requestID: String, begun: Int) {
    var record = record
    // They name what requests name: keys of objects, ids of keys.
    record.findings = record.findings.map(Self.printable)
    AccessLog(logger: logger, now: system.now).note(
      record,
      requestID: requestID,
      microseconds: system.microseconds() - begun
    )
    observe(record)
  }
}
