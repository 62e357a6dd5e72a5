import Foundation
import KeylessOIDC
import KeylessSource
import Testing

/// The issuer of `issuer.py`: a process of its own that serves TLS with an authority made for this one run, and obeys.
struct TestIssuer: Sendable {
  static let isThere = Fixture.python != nil && Binary.find("openssl") != nil
  static let absence: Comment = "python3 and openssl are not both in PATH; the issuer of these tests needs them"

  /// What it says after each command.
  struct State: Decodable, Sendable {
    var port: Int
    /// The targets asked for since the start.
    var requests: [String]
    /// Bytes of bodies written since the last change of behaviour.
    var sent: Int
  }

  private struct Start: Decodable {
    var port: Int
  }

  let port: Int
  let scratch: Scratch
  private let fixture: Fixture

  var url: String { "https://localhost:\(port)" }

  /// Runs it for as long as the work takes.
  static func use<Result: Sendable>(_ work: (TestIssuer) async throws -> Result) async throws -> Result {
    try await Scratch.use { scratch in
      try await Fixture.use("issuer.py", [scratch.url.path], in: scratch) { fixture in
        let port = try JSONDecoder().decode(Start.self, from: Data(fixture.greeting.utf8)).port
        return try await work(TestIssuer(port: port, scratch: scratch, fixture: fixture))
      }
    }
  }

  @discardableResult
  func tell(_ command: String) async throws -> State {
    try JSONDecoder().decode(State.self, from: Data(try await fixture.tell(command).utf8))
  }

  /// How often it was asked for its discovery document.
  func attempts() async throws -> Int {
    try await tell("state").requests.filter { $0.hasSuffix("/openid-configuration") }.count
  }

  /// Publishes the document of its own URL and these keys.
  func publish(_ keys: SigningKey...) throws {
    let document = DiscoveryDocument(issuer: url, keySetURL: url + "/jwks", signingAlgorithms: [.rs256, .es256])
    try scratch.write(document.json.compact, to: "discovery")
    try scratch.write(JSONWebKeySet(keys.map(\.publicKey)).json.compact, to: "jwks")
  }

  func pem(_ authority: String) throws -> [UInt8] { Array(try scratch.read("\(authority).pem").utf8) }
}
