import Foundation
import KeylessTesting
import Testing

/// The relay of `relay.py` before a `keyless serve`: it passes on what `keyless` signed as it is, and cuts one call in two.
struct Relay: Sendable {
  static let isThere = Fixture.python != nil
  static let absence: Comment = "python3 is not in PATH; the relay of these tests needs it"

  /// What befalls a call.
  enum Cut: String, Sendable, CaseIterable {
    /// The connection is closed and the server never sees the call.
    case lost
    /// The server does it, and the connection is closed without an answer.
    case unanswered
    /// The server does it, and `keyless` is killed before it hears of it.
    case killed
    /// The server never sees it, and AWS's `AccessDenied` is answered.
    case denied
  }

  private struct State: Decodable {
    var port: Int
    var calls: [String]
  }

  let endpoint: String
  private let fixture: Fixture
  private let processFile: String

  static func use<Result: Sendable>(
    before server: ServeProcess,
    in scratch: Scratch,
    _ work: (Relay) async throws -> Result
  ) async throws -> Result {
    let port = try #require(server.endpoint.split(separator: ":").last.map(String.init))
    let processFile = scratch.url.appending(path: "relayed.pid").path
    return try await Fixture.use("relay.py", [port, processFile], in: scratch) { fixture in
      let state = try JSONDecoder().decode(State.self, from: Data(fixture.greeting.utf8))
      return try await work(
        Relay(endpoint: "http://127.0.0.1:\(state.port)", fixture: fixture, processFile: processFile)
      )
    }
  }

  func pass() async throws { _ = try await fixture.tell("pass") }

  /// Calls are counted from 1.
  func cut(_ call: Int, _ how: Cut) async throws { _ = try await fixture.tell("cut \(call) \(how.rawValue)") }

  /// AWS has too much to do at every other call, beginning with the first.
  func throttle() async throws { _ = try await fixture.tell("cut odd throttled") }

  /// The actions called since it was told what to do.
  func calls() async throws -> [String] {
    try JSONDecoder().decode(State.self, from: Data(try await fixture.tell("state").utf8)).calls
  }

  /// `keyless`, calling AWS through the relay.
  func run(_ arguments: [String], environment: [String: String], folder: URL) async throws -> Binary.Run {
    // The shell says which process it is and becomes `keyless`, so that the relay knows whom to kill.
    try await Binary.run(
      ["-c", "echo $$ >'\(processFile)'; exec \"$0\" \"$@\"", Binary.keyless.path] + arguments,
      environment: environment.merging(["AWS_ENDPOINT_URL": endpoint]) { $1 },
      program: URL(filePath: "/bin/sh"),
      folder: folder
    )
  }
}
