package import KeylessSystem
import Synchronization

/// A network that a test describes: where names are, what URLs answer, and what goes wrong on the way.
///
/// It keeps the promises of a request as the live one does: limit, deadline, reach and trust.
package final class PlayedNetwork: Sendable {
  /// What happens to a request.
  package enum Reply: Sendable {
    case answer(HTTPResponse)
    /// More bytes than anybody wants.
    case endless
    /// Nothing comes until the request gives up.
    case silence
    case refusedConnection
  }

  private struct State {
    var replies: [[UInt8]: Reply] = [:]
    var places: [[UInt8]: [NetworkAddress]] = [:]
    var privateAuthorities: Set<[UInt8]> = []
    var requests: [HTTPRequest] = []
    var isHeld = false
    var held: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  package init() {}

  /// Every request so far.
  package var requests: [HTTPRequest] { state.withLock { $0.requests } }

  package func count(_ url: String) -> Int { requests.filter { $0.url.utf8.elementsEqual(url.utf8) }.count }

  /// What a URL answers from now on; without it the connection is refused.
  package func put(_ url: String, _ reply: Reply) { state.withLock { $0.replies[Array(url.utf8)] = reply } }

  package func put(_ url: String, _ text: String, status: Int = 200, headers: [HeaderLine] = []) {
    put(url, .answer(HTTPResponse(status: status, headers: headers, body: Array(text.utf8))))
  }

  /// Nothing answers any more.
  package func clear() { state.withLock { $0.replies = [:] } }

  /// Where a name is; without it, at one address of the internet.
  package func place(_ host: String, at addresses: String...) {
    state.withLock { $0.places[Array(host.utf8)] = addresses.compactMap { NetworkAddress($0) } }
  }

  /// The host's certificate is trusted by those alone who were given authorities.
  package func usesPrivateAuthority(_ host: String) {
    state.withLock { _ = $0.privateAuthorities.insert(Array(host.utf8)) }
  }

  /// Keeps every request from being answered until `release`.
  package func hold() { state.withLock { $0.isHeld = true } }

  package func release() {
    let held = state.withLock { state in
      defer { state.held = [] }
      state.isHeld = false
      return state.held
    }
    for waiter in held { waiter.resume() }
  }

  /// `wait` moves the clock of the machine that waits.
  func send(_ request: HTTPRequest, wait: (Int) -> Void) async throws -> HTTPResponse {
    state.withLock { $0.requests.append(request) }
    await withCheckedContinuation { continuation in
      let isHeld = state.withLock { state in
        if state.isHeld { state.held.append(continuation) }
        return state.isHeld
      }
      if !isHeld { continuation.resume() }
    }
    let what = "\(request.method) \(request.url)"
    guard let url = HTTPURL(request.url) else { throw SystemError(.addressRefused, "\(what) is no plain URL") }
    let (reply, places, isPrivate) = state.withLock { state in
      let host = Array(url.host.utf8)
      return (state.replies[Array(request.url.utf8)], state.places[host], state.privateAuthorities.contains(host))
    }
    let usual = NetworkAddress([93, 184, 215, 14]).map { [$0] } ?? []
    _ = try request.reach?.check(url.address.map { [$0] } ?? places ?? usual, of: url.host)
    if isPrivate, request.trust == nil { throw SystemError(.certificateUntrusted, "\(what): an unknown authority") }
    switch reply {
    case .answer(let response):
      guard response.body.count <= request.responseLimit else { throw Self.tooLarge(what, request) }
      return response
    case .endless: throw Self.tooLarge(what, request)
    case .silence:
      wait(request.deadline)
      throw SystemError(.timedOut, "\(what) had no whole answer within \(request.deadline) s")
    case .refusedConnection, nil: throw SystemError(.network, "\(what) failed: Connection refused")
    }
  }

  private static func tooLarge(_ what: String, _ request: HTTPRequest) -> SystemError {
    SystemError(.responseTooLarge, "\(what) answered more than \(request.responseLimit) bytes")
  }
}
