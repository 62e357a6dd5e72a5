import HTTPTypes
import KeylessAWS
import KeylessCalls
import KeylessSystem

/// A call that was verified and authorised here and is now for another server to answer.
struct PendingForward: Sendable {
  let request: KeylessSystem.HTTPRequest
  let upstream: Upstream
  let call: ServiceCall
  let requestID: String
  let begun: Int
  let accept: String?
  var record: CallRecord
}

extension LocalAWS {
  /// Nil for a call of a service that has no upstream; throws when the caller may not make it.
  func pendingForward(
    _ call: ServiceCall,
    _ request: IncomingRequest,
    _ requestID: String,
    _ begun: Int,
    _ record: inout CallRecord
  ) throws(Refusal) -> PendingForward? {
    guard case .other = call.target,
      let upstream = settings.upstreams.first(where: { $0.service.utf8.elementsEqual(call.service.utf8) })
    else { return nil }
    let caller = try authenticate(request, call, &record).caller
    let scope = scope(of: caller, request)
    defer { record.findings = scope.findings.all }
    let upstreamCall = try UpstreamCall(request, service: upstream.service)
    for demand in try upstreamCall.demands(scope) { try scope.authorize(demand) }
    scope.findings.add("passed on to \(upstream.url)")
    let forwarded = try upstreamCall.request(
      to: upstream,
      account: caller.account,
      region: scope.region,
      now: scope.now
    )
    record.findings = scope.findings.all
    return PendingForward(
      request: forwarded,
      upstream: upstream,
      call: call,
      requestID: requestID,
      begun: begun,
      accept: request.headers[.accept],
      record: record
    )
  }

  /// The other server's answer, byte for byte; where there is none, an error that no client tries again for minutes.
  func forward(_ pending: PendingForward) async -> ServerAnswer {
    let response: KeylessSystem.HTTPResponse
    do {
      response = try await system.send(pending.request)
    } catch {
      return refuse(pending, because: "\(error)")
    }
    guard (200...599).contains(response.status) else {
      return refuse(pending, because: "it answered with the status \(response.status), which is none of a final answer")
    }
    finish(pending.record, pending.requestID, begun: pending.begun)
    return UpstreamCall.answer(response, requestID: pending.requestID)
  }

  func refuse(_ pending: PendingForward, because reason: String) -> ServerAnswer {
    let refusal = Refusal(
      QueryError(
        code: "UpstreamUnavailable",
        status: 424,
        message: "The server that answers \(pending.upstream.service) for the local AWS of keyless cannot be reached."
      ),
      because: reason
    )
    var record = pending.record
    record.outcome = Self.outcome(of: refusal)
    finish(record, pending.requestID, begun: pending.begun)
    return pending.call.refusal(refusal.error, requestID: pending.requestID, accept: pending.accept)
  }
}
