import Foundation
import KeylessOIDC
import KeylessSource
import KeylessTesting
import Testing

/// The issuer of `issuer.py`: a process of its own that serves TLS with an authority made for this one run, and obeys.
actor TestIssuer {
  static let python = Binary.find("python3")
  static let isThere = python != nil && Binary.find("openssl") != nil
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

  nonisolated let port: Int
  nonisolated let scratch: Scratch
  private let input: FileHandle
  private var lines: AsyncStream<String>.Iterator

  nonisolated var url: String { "https://localhost:\(port)" }

  /// Runs it for as long as the work takes.
  static func use<Result: Sendable>(_ work: (TestIssuer) async throws -> Result) async throws -> Result {
    try await Scratch.use { scratch in
      let process = Process()
      process.executableURL = python
      process.arguments = [
        Binary.root.appending(path: "Tests/EndToEndTests/Fixtures/issuer.py").path, scratch.url.path,
      ]
      process.environment = ["PATH": Binary.path, "HOME": scratch.home.path, "PYTHONDONTWRITEBYTECODE": "1"]
      let (input, output) = (Pipe(), Pipe())
      process.standardInput = input
      process.standardOutput = output
      let (ends, ended) = AsyncStream.makeStream(of: Void.self)
      process.terminationHandler = { _ in ended.finish() }
      try process.run()
      var lines = read(output.fileHandleForReading).makeAsyncIterator()
      var outcome: Swift.Result<Result, any Error>
      do {
        let first = try #require(await lines.next(), "the issuer did not start")
        let port = try JSONDecoder().decode(Start.self, from: Data(first.utf8)).port
        outcome = .success(try await work(TestIssuer(port, scratch, input.fileHandleForWriting, lines)))
      } catch {
        outcome = .failure(error)
      }
      // It ends with its input.
      try input.fileHandleForWriting.close()
      for await _ in ends {}
      return try outcome.get()
    }
  }

  private init(_ port: Int, _ scratch: Scratch, _ input: FileHandle, _ lines: AsyncStream<String>.Iterator) {
    self.port = port
    self.scratch = scratch
    self.input = input
    self.lines = lines
  }

  @discardableResult
  func tell(_ command: String) async throws -> State {
    try input.write(contentsOf: Data((command + "\n").utf8))
    var lines = lines
    let line = try #require(await lines.next(isolation: self), "the issuer ended")
    self.lines = lines
    return try JSONDecoder().decode(State.self, from: Data(line.utf8))
  }

  /// How often it was asked for its discovery document.
  func attempts() async throws -> Int {
    try await tell("state").requests.filter { $0.hasSuffix("/openid-configuration") }.count
  }

  /// Publishes the document of its own URL and these keys.
  nonisolated func publish(_ keys: SigningKey...) throws {
    let document = DiscoveryDocument(issuer: url, keySetURL: url + "/jwks", signingAlgorithms: [.rs256, .es256])
    try scratch.write(document.json.compact, to: "discovery")
    try scratch.write(JSONWebKeySet(keys.map(\.publicKey)).json.compact, to: "jwks")
  }

  nonisolated func pem(_ authority: String) throws -> [UInt8] { Array(try scratch.read("\(authority).pem").utf8) }

  /// On a thread of its own, because reading blocks.
  private static func read(_ handle: FileHandle) -> AsyncStream<String> {
    let (lines, sink) = AsyncStream.makeStream(of: String.self)
    Thread.detachNewThread {
      var rest = Data()
      while true {
        let chunk = handle.nextChunk()
        if chunk.isEmpty { break }
        rest.append(chunk)
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
          sink.yield(String(decoding: rest[..<end], as: UTF8.self))
          rest = Data(rest[(end + 1)...])
        }
      }
      sink.finish()
    }
    return lines
  }
}
