package import KeylessAWS
package import KeylessSystem

/// Calls to STS at one endpoint, over whatever network the system value gives.
package struct STSClient: Sendable {
  private let endpoint: String
  private let region: String
  private let system: System

  /// `endpoint` is an absolute URL without a path, such as `http://127.0.0.1:4000`.
  package init(endpoint: String, region: String, system: System) {
    self.endpoint = endpoint
    self.region = region
    self.system = system
  }

  /// The exchange; a refusal is an answer, not a failure.
  ///
  /// Throws `SystemError` when the endpoint cannot be reached and `QueryResponseError` when its answer is not AWS's.
  package func exchange(
    _ input: AssumeRoleWithWebIdentity.Input
  ) async throws -> Result<AssumeRoleWithWebIdentity.Output, QueryError> {
    let request = input.request
    switch try await send(request, signer: nil).decode(request.action) {
    case .success(let result, _): return .success(try AssumeRoleWithWebIdentity.Output(result))
    case .failure(let error, _): return .failure(error)
    }
  }

  /// Who the credentials are.
  package func identity(of credentials: Credentials) async throws -> Result<GetCallerIdentity.Output, QueryError> {
    let request = GetCallerIdentity.request
    let signer = SigV4Signer(
      accessKeyID: credentials.accessKeyID,
      secret: credentials.secretAccessKey,
      sessionToken: credentials.sessionToken,
      region: region,
      service: QueryService.sts.signingName
    )
    switch try await send(request, signer: signer).decode(request.action) {
    case .success(let result, _): return .success(try GetCallerIdentity.Output(result))
    case .failure(let error, _): return .failure(error)
    }
  }

  private func send(_ request: QueryRequest, signer: SigV4Signer?) async throws -> QueryResponse {
    let body = request.formBody
    var head = HTTPRequestHead(
      method: "POST",
      path: "/",
      headers: [
        HTTPHeader("Host", authority), HTTPHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
      ],
      body: body
    )
    if let signer { head = try signer.sign(head, at: system.now()) }
    let response = try await system.send(
      HTTPRequest(
        method: head.method,
        url: endpoint + head.path,
        headers: head.headers.map { HeaderLine($0.name, $0.value) },
        body: body
      )
    )
    return QueryResponse(
      status: response.status,
      contentType: response.header("content-type") ?? "",
      body: String(decoding: response.body, as: UTF8.self)
    )
  }

  private var authority: String {
    let parts = endpoint.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count > 2 ? String(parts[2]) : endpoint
  }
}
