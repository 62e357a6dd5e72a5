package import KeylessAWS
package import KeylessSystem

/// Sends Query requests to one service at one endpoint, signed when there are credentials.
package struct QueryClient: Sendable {
  private let endpoint: String
  private let service: QueryService
  private let region: String
  private let system: System

  /// `endpoint` is an absolute URL without a path, such as `http://127.0.0.1:4000`.
  package init(endpoint: String, service: QueryService, region: String, system: System) {
    self.endpoint = endpoint
    self.service = service
    self.region = region
    self.system = system
  }

  /// One exchange; a refusal of AWS is an answer, not a failure.
  ///
  /// Throws `SystemError` when the endpoint cannot be reached and `QueryResponseError` when its answer is not AWS's.
  package func call(
    _ request: QueryRequest,
    by caller: CallerCredentials?
  ) async throws -> Result<WireElement, QueryError> {
    switch try await send(request, caller).decode(request.action) {
    case .success(let result, _): return .success(result)
    case .failure(let error, _): return .failure(error)
    }
  }

  /// The same, asked again after a pause while AWS says that it only cannot answer now.
  ///
  /// Only what AWS itself answered is asked again: after a lost connection nobody knows what was done, and the caller looks.
  package func call(
    _ request: QueryRequest,
    by caller: CallerCredentials,
    retrying retries: Retries
  ) async throws -> WireElement {
    try await attempts(request, by: caller, retrying: retries).result.get()
  }

  /// The last of the answers, and whether it alone says what was done: behind an attempt that failed inside AWS (a status of
  /// 500 and above) a refusal may be of what that attempt did.
  func attempts(
    _ request: QueryRequest,
    by caller: CallerCredentials,
    retrying retries: Retries
  ) async throws -> (result: Result<WireElement, QueryError>, isSettled: Bool) {
    var attempt = 0
    var isSettled = true
    while true {
      let result = try await call(request, by: caller)
      switch result {
      case .success: return (result, true)
      case .failure(let error):
        if error.status >= 500 { isSettled = false }
        guard retries.allow(error, after: attempt) else { return (result, isSettled) }
        try await system.wait(retries.pause(after: attempt, random: system.randomBytes(2)))
        attempt += 1
      }
    }
  }

  private func send(_ request: QueryRequest, _ caller: CallerCredentials?) async throws -> QueryResponse {
    let body = request.formBody
    var head = HTTPRequestHead(
      method: "POST",
      path: "/",
      headers: [
        HTTPHeader("Host", authority), HTTPHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
      ],
      body: body
    )
    if let caller {
      let signer = SigV4Signer(
        accessKeyID: caller.accessKeyID,
        secret: caller.secretAccessKey,
        sessionToken: caller.sessionToken,
        region: region,
        service: service.signingName
      )
      head = try signer.sign(head, at: system.now())
    }
    var post = HTTPRequest(
      method: head.method,
      url: endpoint + head.path,
      headers: head.headers.map { HeaderLine($0.name, $0.value) },
      body: body
    )
    // A page of an account's roles with all their policies is the largest answer there is.
    post.responseLimit = 1 << 25
    post.deadline = 30
    let response = try await system.send(post)
    return QueryResponse(
      status: response.status,
      contentType: response.header("content-type") ?? "",
      bytes: response.body
    )
  }

  private var authority: String {
    let parts = endpoint.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count > 2 ? String(parts[2]) : endpoint
  }
}
