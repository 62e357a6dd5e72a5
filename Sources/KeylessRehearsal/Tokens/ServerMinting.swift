package import KeylessAWS
package import KeylessServer
import KeylessSource
package import KeylessSystem

/// `keyless token mint --server`: has a running server sign a token of an issuer that it plays.
///
/// Where it is and what it wants to hear stands in its ready file, which only its owner can read.
package struct ServerMinting: Sendable {
  /// The ready file of `keyless serve`.
  package var readyFile: String
  /// With its scheme, as in `iss`.
  package var issuer: String
  package var request: MintRequest

  package init(readyFile: String, issuer: String, request: MintRequest) {
    self.readyFile = readyFile
    self.issuer = issuer
    self.request = request
  }

  /// The token.
  ///
  /// Throws a `RehearsalError` with the server's own words when it refuses.
  package func mint(_ system: System) async throws -> WebIdentityToken {
    let server = try readServer(system)
    let response = try await system.send(
      HTTPRequest(
        method: "POST",
        url: server.endpoint + MintRequest.path(for: issuer),
        headers: [
          HeaderLine("Authorization", "Bearer \(server.secret)"), HeaderLine("Content-Type", "application/json"),
        ],
        body: Array(request.json.compact.utf8)
      )
    )
    let answer = try? JSONParser.parse(response.body, limits: .init(size: 1 << 20, depth: 8))
    if response.status == 200, case .string(let token)? = answer?["value"]?.value {
      return WebIdentityToken(token)
    }
    guard case .string(let message)? = answer?["message"]?.value else {
      throw RehearsalError(
        .usage,
        "the server at \(server.endpoint) plays no issuer \(TerminalText.escaping(issuer)) (status \(response.status)); "
          + "start it with --play \(TerminalText.escaping(issuer))"
      )
    }
    throw RehearsalError(.usage, "the server at \(server.endpoint) minted no token: \(TerminalText.escaping(message))")
  }

  private func readServer(_ system: System) throws -> (endpoint: String, secret: String) {
    let name = TerminalText.escaping(readyFile)
    guard let bytes = try system.files.read(readyFile, 1 << 20) else {
      throw RehearsalError(.usage, "there is no ready file `\(name)`; `keyless serve --ready-file` writes one")
    }
    guard let node = try? JSONParser.parse(bytes, limits: .init(size: 1 << 20, depth: 8)),
      case .string(let endpoint)? = node["endpoint"]?.value, case .string(let secret)? = node["mintingToken"]?.value,
      endpoint.utf8.starts(with: "http://".utf8) || endpoint.utf8.starts(with: "https://".utf8)
    else { throw RehearsalError(.usage, "`\(name)` is no ready file of a server that plays an issuer") }
    return (endpoint, secret)
  }
}
