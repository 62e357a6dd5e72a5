package import KeylessAWS
package import KeylessSystem

/// Calls to STS at one endpoint, over whatever network the system value gives.
package struct STSClient: Sendable {
  private let client: QueryClient

  /// `endpoint` is an absolute URL without a path, such as `http://127.0.0.1:4000`.
  package init(endpoint: String, region: String, system: System) {
    client = QueryClient(endpoint: endpoint, service: .sts, region: region, system: system)
  }

  /// The exchange; a refusal is an answer, not a failure.
  ///
  /// Throws `SystemError` when the endpoint cannot be reached and `QueryResponseError` when its answer is not AWS's.
  package func exchange(
    _ input: AssumeRoleWithWebIdentity.Input
  ) async throws -> Result<AssumeRoleWithWebIdentity.Output, QueryError> {
    switch try await client.call(input.request, by: nil) {
    case .success(let result): return .success(try AssumeRoleWithWebIdentity.Output(result))
    case .failure(let error): return .failure(error)
    }
  }

  /// A role for the caller's credentials; a refusal is an answer, as above.
  package func assumeRole(
    _ input: AssumeRole.Input,
    by caller: CallerCredentials
  ) async throws -> Result<AssumeRole.Output, QueryError> {
    switch try await client.call(input.request, by: caller) {
    case .success(let result): return .success(try AssumeRole.Output(result))
    case .failure(let error): return .failure(error)
    }
  }

  /// Who the credentials are.
  package func identity(of credentials: Credentials) async throws -> Result<GetCallerIdentity.Output, QueryError> {
    switch try await client.call(GetCallerIdentity.request, by: CallerCredentials(credentials)) {
    case .success(let result): return .success(try GetCallerIdentity.Output(result))
    case .failure(let error): return .failure(error)
    }
  }

  /// Who the caller is.
  package func identity(
    of caller: CallerCredentials,
    retrying retries: Retries
  ) async throws -> GetCallerIdentity.Output {
    try GetCallerIdentity.Output(await client.call(GetCallerIdentity.request, by: caller, retrying: retries))
  }
}
