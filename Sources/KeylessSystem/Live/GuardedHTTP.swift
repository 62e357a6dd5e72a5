import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// An exchange that may go to some addresses only, over a connection of its own.
///
/// The name is looked up once, every address of it is checked, and the connection goes to a checked address while TLS and
/// `Host` keep the name: a name that changes its mind between check and use (DNS rebinding) gains nothing. The address
/// that the socket really has is checked once more before a byte of the request leaves.
enum GuardedHTTP {
  /// Addresses of one name that are tried, one after the other.
  private static let attempts = 4

  static func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    guard let url = HTTPURL(request.url) else {
      throw SystemError(.addressRefused, "\(request.url) is not a URL of the plain kind that is asked for")
    }
    guard let reach = request.reach else {
      return try await exchange(request, url, address: nil, Watch(reach: nil), patience: request.deadline)
    }
    let addresses =
      if let address = url.address { [address] } else { try await LiveResolver.addresses(of: url.host) }
    let checked = try reach.check(addresses, of: url.host).prefix(attempts)
    for address in checked.dropLast() {
      let watch = Watch(reach: reach)
      do {
        return try await exchange(request, url, address: address, watch, patience: min(2, request.deadline))
      } catch {
        // What went wrong on a connection would go wrong on the next.
        if watch.hasConnected || !isConnectFailure(error) { throw error }
      }
    }
    return try await exchange(request, url, address: checked.last, Watch(reach: reach), patience: request.deadline)
  }

  private static func exchange(
    _ request: HTTPRequest,
    _ url: HTTPURL,
    address: NetworkAddress?,
    _ watch: Watch,
    patience: Int
  ) async throws -> HTTPResponse {
    var configuration = LiveHTTP.configuration
    configuration.httpVersion = .http1Only
    configuration.timeout.connect = .seconds(Int64(patience))
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.minimumTLSVersion = .tlsv12
    // Nobody waits for the other side's farewell: until it comes, whatever else it sends would be read and thrown away.
    tls.shutdownTimeout = .milliseconds(1)
    if let trust = request.trust { tls.additionalTrustRoots = [.certificates(trust.certificates)] }
    configuration.tlsConfiguration = tls
    if let address, url.address == nil { configuration.dnsOverride = [url.host: address.description] }
    configuration.http1_1ConnectionDebugInitializer = { channel in watch.admit(channel) }
    let client = HTTPClient(
      eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
      configuration: configuration
    )
    defer { client.shutdown { _ in } }
    return try await LiveHTTP.exchange(request, over: client)
  }

  private static func isConnectFailure(_ error: any Error) -> Bool {
    if let error = error as? HTTPClientError { return error == .connectTimeout }
    return error is IOError || error is NIOConnectionError
  }

  /// Sees the connection when it stands, before a request is written to it.
  private final class Watch: Sendable {
    private let reach: Reach?
    private let connected = Atomic(false)

    init(reach: Reach?) { self.reach = reach }

    var hasConnected: Bool { connected.load(ordering: .acquiring) }

    func admit(_ channel: any Channel) -> EventLoopFuture<Void> {
      connected.store(true, ordering: .releasing)
      guard let reach else { return channel.eventLoop.makeSucceededVoidFuture() }
      let text = channel.remoteAddress?.ipAddress ?? "an address that is not known"
      if let address = NetworkAddress(text), reach.allows(address.kind) {
        return channel.eventLoop.makeSucceededVoidFuture()
      }
      channel.close(promise: nil)
      return channel.eventLoop.makeFailedFuture(
        SystemError(.addressRefused, "the connection went to \(text), where no request may go")
      )
    }
  }
}
