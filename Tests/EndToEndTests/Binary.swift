import Foundation
import KeylessTesting

/// The built `keyless`, run as a user runs it: its own process, a scrubbed environment, everything captured.
enum Binary {
  struct Run: Sendable {
    /// As a shell reports it: the exit code, or 128 + signal.
    var status: Int32
    var output: String
    var errors: String
  }

  /// A signal for the child, sent as soon as its standard output holds a text; nothing has to wait for a clock.
  struct Signal: Sendable {
    var number: Int32
    var after: String
  }

  /// The folder that holds this package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Beside the running test bundle, whatever the build folder is called.
  static let keyless: URL = {
    let running = URL(filePath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
    let beside = running.deletingLastPathComponent().appending(path: "keyless")
    return FileManager.default.isExecutableFile(atPath: beside.path)
      ? beside : root.appending(path: ".build/debug/keyless")
  }()

  static let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

  /// The first executable file of that name in `PATH`.
  static func find(_ program: String, in path: String = path) -> URL? {
    path.split(separator: ":").map { URL(filePath: String($0)).appending(path: program) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// Without a signal the child's standard input is `input` and then ends; with one it stays open until the child has ended.
  static func run(
    _ arguments: [String],
    environment: [String: String] = [:],
    input: String = "",
    program: URL? = nil,
    folder: URL? = nil,
    signal: Signal? = nil
  ) async throws -> Run {
    let process = Process()
    process.executableURL = program ?? keyless
    process.arguments = arguments
    process.environment = ["PATH": path].merging(environment) { $1 }
    process.currentDirectoryURL = folder ?? root
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    let (ends, ended) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = { process in
      ended.yield(process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 128 : 0))
      ended.finish()
    }
    ChildSignals.asFromATerminal()
    try process.run()
    // The child has an end of its own.
    try stdin.fileHandleForReading.close()
    let child = process.processIdentifier
    return try await withTaskCancellationHandler {
      // Both pipes are read at once: a child that fills one while we wait at the other would never end.
      async let output = read(stdout.fileHandleForReading, signal: signal, child: child)
      async let errors = read(stderr.fileHandleForReading, signal: nil, child: child)
      if signal == nil {
        if !input.isEmpty { try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
        try stdin.fileHandleForWriting.close()
      }
      let (out, err) = (await output, await errors)
      var status: Int32 = -1
      for await end in ends { status = end }
      if signal != nil { try stdin.fileHandleForWriting.close() }
      return Run(status: status, output: out, errors: err)
    } onCancel: {
      kill(child, SIGKILL)
    }
  }

  /// On a thread of its own: blocking the few threads of Swift's pool would stop a server that runs in this process.
  private static func read(_ handle: FileHandle, signal: Signal?, child: Int32) async -> String {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var bytes = Data()
        var pending = signal
        while true {
          let chunk = handle.nextChunk()
          if chunk.isEmpty { break }
          bytes.append(chunk)
          if let signal = pending, bytes.range(of: Data(signal.after.utf8)) != nil {
            kill(child, signal.number)
            pending = nil
          }
        }
        // Foundation keeps what a process was given: nobody else closes it.
        try? handle.close()
        continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
      }
    }
  }
}
