import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// HTTP over AsyncHTTPClient: no redirects, a bounded body, a bounded wait.
enum LiveHTTP {
  /// Largest body that is read, in bytes.
  static let bodyLimit = 1 << 20

  private static let client: HTTPClient = {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }()

  static func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    var outgoing = HTTPClientRequest(url: request.url)
    outgoing.method = HTTPMethod(rawValue: request.method)
    for header in request.headers { outgoing.headers.add(name: header.name, value: header.value) }
    if !request.body.isEmpty { outgoing.body = .bytes(request.body) }
    do {
      let response = try await client.execute(outgoing, timeout: .seconds(10))
      let body = try await response.body.collect(upTo: bodyLimit)
      return HTTPResponse(
        status: Int(response.status.code),
        headers: response.headers.map { HeaderLine($0.name, $0.value) },
        body: Array(body.readableBytesView)
      )
    } catch is NIOTooManyBytesError {
      throw SystemError(.responseTooLarge, "\(request.method) \(request.url) answered more than \(bodyLimit) bytes")
    } catch {
      throw SystemError(.network, "\(request.method) \(request.url) failed: \(error)")
    }
  }
}
