import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// HTTP over AsyncHTTPClient: no redirects, no decompression, no proxy, a bounded body, a bounded wait.
enum LiveHTTP {
  /// Connections to endpoints that the user named are kept and used again.
  private static let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)

  static var configuration: HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.decompression = .disabled
    // A server that is not there is not there a second later either, and whoever asked waits.
    configuration.connectionPool.retryConnectionEstablishment = false
    return configuration
  }

  static func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    do {
      return try await LiveDeadline.within(seconds: request.deadline) {
        guard request.reach == nil, request.trust == nil else { return try await GuardedHTTP.send(request) }
        return try await exchange(request, over: client)
      }
    } catch {
      throw reason(error, request)
    }
  }

  /// One request and its answer, the body read as it comes and no further than the limit.
  static func exchange(_ request: HTTPRequest, over client: HTTPClient) async throws -> HTTPResponse {
    var outgoing = HTTPClientRequest(url: request.url)
    outgoing.method = HTTPMethod(rawValue: request.method)
    for header in request.headers { outgoing.headers.add(name: header.name, value: header.value) }
    if !request.body.isEmpty { outgoing.body = .bytes(request.body) }
    let response = try await client.execute(outgoing, timeout: .seconds(Int64(request.deadline)))
    let announced = response.headers.first(name: "content-length").flatMap(Int.init) ?? 0
    var body: [UInt8] = []
    if request.method != "HEAD" {
      guard announced <= request.responseLimit else { throw NIOTooManyBytesError(maxBytes: request.responseLimit) }
      for try await chunk in response.body {
        guard body.count + chunk.readableBytes <= request.responseLimit else {
          throw NIOTooManyBytesError(maxBytes: request.responseLimit)
        }
        body += chunk.readableBytesView
      }
      // A cancelled body may end as if it were whole.
      try Task.checkCancellation()
    }
    return HTTPResponse(
      status: Int(response.status.code),
      headers: response.headers.map { HeaderLine($0.name, $0.value) },
      body: body
    )
  }

  private static func reason(_ error: any Error, _ request: HTTPRequest) -> SystemError {
    let what = "\(request.method) \(request.url)"
    let late = SystemError(.timedOut, "\(what) had no whole answer within \(request.deadline) s")
    switch error {
    case let error as SystemError: return error
    case is NIOTooManyBytesError:
      return SystemError(.responseTooLarge, "\(what) answered more than \(request.responseLimit) bytes")
    case is LiveDeadline.Passed: return late
    case let error as HTTPClientError where error == .deadlineExceeded || error == .connectTimeout: return late
    case let error as HTTPClientError where error == .remoteConnectionClosed:
      return SystemError(.network, "\(what) failed: the connection was closed before there was an answer")
    case is NIOSSLExtraError:
      return SystemError(.certificateUntrusted, "\(what) failed: the certificate is not one of that host")
    case NIOSSLError.unableToValidateCertificate, NIOSSLError.noCertificateToValidate:
      return SystemError(.certificateUntrusted, "\(what) failed: the certificate cannot be validated")
    case NIOSSLError.handshakeFailed(let why) where "\(why)".contains("CERTIFICATE_VERIFY_FAILED"):
      return SystemError(
        .certificateUntrusted,
        "\(what) failed: the certificate is expired, or does not lead to an authority that is trusted here"
      )
    case let error as IOError:
      return SystemError(.network, "\(what) failed: \(LiveError.reason(error.errnoCode))")
    default: return SystemError(.network, "\(what) failed: \(error)")
    }
  }
}
