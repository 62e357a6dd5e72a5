import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// The local AWS on a port, for as long as a piece of work lasts; waiting for a signal is work too.
package enum LocalAWSServer {
  package static let loopback = "127.0.0.1"

  /// Listens, runs `work` with the endpoint's URL as a client of this machine reaches it, then stops gracefully.
  ///
  /// Port 0 is one that the system chooses.
  package static func serve<Result: Sendable>(
    _ aws: LocalAWS,
    host: String = loopback,
    port: Int = 0,
    while work: @escaping @Sendable (_ endpoint: String) async throws -> Result
  ) async throws -> Result {
    let (ports, announce) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
    let adapter = HTTPAdapter(aws: aws)
    let application = Application(
      responder: adapter,
      server: .continuing(adapter),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: "keyless"),
      onServerRunning: { channel in announce.yield(channel.localAddress?.port ?? 0) },
      logger: Logger(label: "keyless.http", factory: { _ in SwiftLogNoOpLogHandler() })
    )
    var configuration = ServiceGroupConfiguration(
      services: [application],
      logger: Logger(label: "keyless.lifecycle", factory: { _ in SwiftLogNoOpLogHandler() })
    )
    // A client that never finishes its request must not keep the answer from whoever waits for it.
    configuration.maximumGracefulShutdownDuration = .seconds(2)
    let group = ServiceGroup(configuration: configuration)
    let isDone = DoneFlag()
    return try await withThrowingTaskGroup(of: Result?.self) { tasks in
      tasks.addTask {
        do {
          try await group.run()
        } catch {
          announce.finish()
          // Cut off after the work was done: what matters has been answered.
          if isDone.isSet { return nil }
          throw cannotListen(host, port, error)
        }
        return nil
      }
      tasks.addTask {
        var port: Int?
        for await running in ports {
          port = running
          break
        }
        guard let port else { return nil }
        do {
          let result = try await work("http://\(reachable(host)):\(port)")
          isDone.set()
          await group.triggerGracefulShutdown()
          return result
        } catch {
          isDone.set()
          await group.triggerGracefulShutdown()
          throw error
        }
      }
      defer { tasks.cancelAll() }
      var result: Result?
      while let finished = try await tasks.next() { result = finished ?? result }
      guard let result else { throw ServerError(.cannotListen, "the local AWS stopped before its work was done") }
      return result
    }
  }
}

extension LocalAWSServer {
  /// A host that stands for every address of the machine is no host that one can connect to.
  private static func reachable(_ host: String) -> String {
    switch host {
    case "0.0.0.0": loopback
    case "::": "[::1]"
    default: host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
    }
  }
}

/// Whether the work is done, known to the task that runs the server and the one that runs the work.
private final class DoneFlag: Sendable {
  private let flag = Atomic(false)

  var isSet: Bool { flag.load(ordering: .acquiring) }

  func set() { flag.store(true, ordering: .releasing) }
}
