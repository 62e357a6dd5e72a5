import Foundation
import KeylessTesting

/// A program that runs beside a test, from when it said a certain thing until the work is done.
enum Companion {
  /// The work is given what the program said; nil when it ended without having said it.
  static func use<Result: Sendable>(
    _ program: URL?,
    _ arguments: [String],
    environment: [String: String],
    saying sign: @escaping @Sendable (String) -> String?,
    stop: Int32 = SIGKILL,
    _ work: (String?) async throws -> Result
  ) async throws -> Result {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ["PATH": Binary.path].merging(environment) { $1 }
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    let (ends, ended) = AsyncStream.makeStream(of: Void.self)
    process.terminationHandler = { _ in ended.finish() }
    ChildSignals.asFromATerminal()
    try process.run()
    let outcome: Swift.Result<Result, any Error>
    do {
      outcome = .success(try await work(await said(sign, in: pipe.fileHandleForReading)))
    } catch {
      outcome = .failure(error)
    }
    kill(process.processIdentifier, stop)
    for await _ in ends {}
    return try outcome.get()
  }

  /// Reads, on a thread of its own, what it says until its end, and returns what was looked for when it is there.
  private static func said(_ sign: @escaping @Sendable (String) -> String?, in handle: FileHandle) async -> String? {
    let (signs, found) = AsyncStream.makeStream(of: String.self)
    Thread.detachNewThread {
      var text: String? = ""
      while true {
        let data = handle.nextChunk()
        if data.isEmpty { break }
        guard let before = text else { continue }
        text = before + String(decoding: data, as: UTF8.self)
        guard let now = text, let match = sign(now) else { continue }
        found.yield(match)
        text = nil
      }
      try? handle.close()
      found.finish()
    }
    return await signs.first { _ in true }
  }
}
