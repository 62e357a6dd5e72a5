import Foundation
import KeylessTesting
import Testing

/// moto's server, in a process of its own.
enum Emulator {
  private static let program: URL? = {
    let file = Binary.root.appending(path: ".venv/bin/moto_server")
    return FileManager.default.isExecutableFile(atPath: file.path) ? file : nil
  }()

  static let isThere = program != nil
  static let absence: Comment = "moto's server is not in .venv; `make clients` puts it there"

  /// Runs it on a port that the system chooses for as long as the work takes; the work is given its URL.
  static func use<Result: Sendable>(in scratch: Scratch, _ work: (String) async throws -> Result) async throws -> Result
  {
    let process = Process()
    process.executableURL = program
    process.arguments = ["-H", "127.0.0.1", "-p", "0"]
    process.environment = ["PATH": Binary.path, "HOME": scratch.home.path, "TMPDIR": scratch.temporary.path]
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = pipe
    let (ends, ended) = AsyncStream.makeStream(of: Void.self)
    process.terminationHandler = { _ in ended.finish() }
    try process.run()
    let outcome: Swift.Result<Result, any Error>
    do {
      outcome = .success(
        try await work(try #require(await url(in: pipe.fileHandleForReading), "moto's server did not start"))
      )
    } catch {
      outcome = .failure(error)
    }
    // It has nothing to put in order.
    kill(process.processIdentifier, SIGKILL)
    for await _ in ends {}
    return try outcome.get()
  }

  /// Reads, on a thread of its own, what it says until its end, and returns the address in it when it is there.
  private static func url(in handle: FileHandle) async -> String? {
    let (urls, found) = AsyncStream.makeStream(of: String.self)
    Thread.detachNewThread {
      var text = ""
      while true {
        let data = handle.nextChunk()
        if data.isEmpty { break }
        text += String(decoding: data, as: UTF8.self)
        if let match = text.firstMatch(of: /Running on (http:\/\/127\.0\.0\.1:[0-9]+)/) { found.yield(String(match.1)) }
      }
      found.finish()
    }
    return await urls.first { _ in true }
  }
}
