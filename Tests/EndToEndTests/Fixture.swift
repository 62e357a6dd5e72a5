import Foundation
import KeylessTesting
import Testing

/// A program of `Fixtures` in Python that runs for as long as some work takes and obeys it: a command a line, an answer a
/// line. It says a line of its own when it is ready, and ends with its input.
actor Fixture {
  static let python = Binary.find("python3")

  /// What it said when it was ready.
  nonisolated let greeting: String
  private let input: FileHandle
  private var lines: AsyncStream<String>.Iterator

  static func use<Result: Sendable>(
    _ name: String,
    _ arguments: [String],
    in scratch: Scratch,
    _ work: (Fixture) async throws -> Result
  ) async throws -> Result {
    let process = Process()
    process.executableURL = python
    process.arguments = [Binary.root.appending(path: "Tests/EndToEndTests/Fixtures/\(name)").path] + arguments
    process.environment = ["PATH": Binary.path, "HOME": scratch.home.path, "PYTHONDONTWRITEBYTECODE": "1"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    let (ends, ended) = AsyncStream.makeStream(of: Void.self)
    process.terminationHandler = { _ in ended.finish() }
    try process.run()
    try input.fileHandleForReading.close()
    var lines = read(output.fileHandleForReading).makeAsyncIterator()
    var outcome: Swift.Result<Result, any Error>
    do {
      let greeting = try #require(await lines.next(), "\(name) did not start")
      outcome = .success(try await work(Fixture(greeting, input.fileHandleForWriting, lines)))
    } catch {
      outcome = .failure(error)
    }
    try input.fileHandleForWriting.close()
    for await _ in ends {}
    return try outcome.get()
  }

  private init(_ greeting: String, _ input: FileHandle, _ lines: AsyncStream<String>.Iterator) {
    self.greeting = greeting
    self.input = input
    self.lines = lines
  }

  /// What it answers.
  func tell(_ command: String) async throws -> String {
    try input.write(contentsOf: Data((command + "\n").utf8))
    var lines = lines
    let line = try #require(await lines.next(isolation: self), "the fixture ended")
    self.lines = lines
    return line
  }

  /// On a thread of its own, because reading blocks.
  private static func read(_ handle: FileHandle) -> AsyncStream<String> {
    let (lines, sink) = AsyncStream.makeStream(of: String.self)
    Thread.detachNewThread {
      var rest: [UInt8] = []
      while true {
        let chunk = handle.nextChunk()
        if chunk.isEmpty { break }
        rest += chunk
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
          sink.yield(String(decoding: rest[..<end], as: UTF8.self))
          rest = Array(rest[(end + 1)...])
        }
      }
      try? handle.close()
      sink.finish()
    }
    return lines
  }
}
