package import KeylessAWS
package import KeylessSource
package import KeylessSystem

/// A running `keyless serve`, asked as its ready file says.
package protocol ReadyServer: Sendable {
  /// What the ready file says.
  var ready: JSONNode { get }
  /// Sends the calls, and says when they are signed.
  var system: System { get }
}

extension ReadyServer {
  package var endpoint: String { text("endpoint") }

  /// A text of the ready file; empty when it says nothing of that name.
  package func text(_ path: String...) -> String {
    var node: JSONNode? = ready
    for name in path { node = node?[name] }
    guard case .string(let text)? = node?.value else { return "" }
    return text
  }

  /// A call of IAM or STS over a real socket, signed by the administrator or by whoever is named, for the server's region
  /// or the one that is named.
  package func call(
    _ action: String,
    service: QueryService,
    _ parameters: [String: String] = [:],
    key: String? = nil,
    secret: String? = nil,
    token: String? = nil,
    region: String? = nil
  ) async throws -> HTTPResponse {
    let request = QueryRequest(
      action,
      service: service,
      parameters: parameters.map { QueryParameter($0.key, $0.value) }
    )
    let signer = SigV4Signer(
      accessKeyID: key ?? text("administrator", "accessKeyId"),
      secret: SecretAccessKey(secret ?? text("administrator", "secretAccessKey")),
      sessionToken: token.map { SessionToken($0) },
      region: region ?? text("region"),
      service: service.signingName
    )
    let head = HTTPRequestHead(
      method: "POST",
      path: "/",
      headers: [
        HTTPHeader("Host", String(endpoint.dropFirst("http://".count))),
        HTTPHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
      ],
      body: request.formBody
    )
    let signed = try signer.sign(head, at: system.now())
    let post = HTTPRequest(
      method: "POST",
      url: endpoint + "/",
      headers: signed.headers.filter { $0.name != "Host" }.map { HeaderLine($0.name, $0.value) },
      body: request.formBody
    )
    return try await system.send(post)
  }
}
