import Foundation
import KeylessSource
import KeylessSystem
import KeylessTesting
import Synchronization
import Testing

/// The built `keyless serve`, running until it is stopped or killed.
final class ServeProcess: ReadyServer {
  /// What the server said in its ready file.
  let ready: JSONNode
  let processID: Int32
  let system = System.patient()
  private let output: Mutex<String>
  let readyFile: URL
  private let logFile: URL
  private let ends: AsyncStream<Int32>

  var log: String { (try? String(contentsOf: logFile, encoding: .utf8)) ?? "" }
  var printed: String { output.withLock { $0 } }

  /// Returns when the server answers; throws what it wrote to standard error when it ends instead.
  static func start(
    _ arguments: [String] = [],
    environment: [String: String] = [:],
    in folder: URL
  ) async throws -> ServeProcess {
    let logFile = folder.appending(path: "serve-\(UUID().uuidString).log")
    let readyFile = folder.appending(path: "ready-\(UUID().uuidString).json")
    #expect(FileManager.default.createFile(atPath: logFile.path, contents: nil))
    let process = Process()
    process.executableURL = Binary.keyless
    process.arguments = ["serve", "--port", "0", "--ready-file", readyFile.path] + arguments
    process.environment = ["PATH": Binary.path].merging(environment) { $1 }
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    let log = try FileHandle(forWritingTo: logFile)
    process.standardError = log
    let pipe = Pipe()
    process.standardOutput = pipe
    let (ends, ended) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = { process in
      ended.yield(process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 128 : 0))
      ended.finish()
    }
    ChildSignals.asFromATerminal()
    try process.run()
    try log.close()
    let (chunks, chunk) = AsyncStream.makeStream(of: String.self)
    let handle = pipe.fileHandleForReading
    // On a thread of its own, as long as the server lives.
    Thread.detachNewThread {
      while true {
        let data = handle.nextChunk()
        if data.isEmpty { break }
        chunk.yield(String(decoding: data, as: UTF8.self))
      }
      try? handle.close()
      chunk.finish()
    }
    var output = ""
    for await text in chunks {
      output += text
      if output.contains("stop it with") { break }
    }
    guard let data = FileManager.default.contents(atPath: readyFile.path) else {
      for await _ in ends {}
      throw NotReady(description: try String(contentsOf: logFile, encoding: .utf8))
    }
    return ServeProcess(
      ready: try JSONParser.parse(Array(data)),
      readyFile: readyFile,
      processID: process.processIdentifier,
      output: output,
      logFile: logFile,
      ends: ends
    )
  }

  private init(
    ready: JSONNode,
    readyFile: URL,
    processID: Int32,
    output: String,
    logFile: URL,
    ends: AsyncStream<Int32>
  ) {
    self.ready = ready
    self.readyFile = readyFile
    self.processID = processID
    self.output = Mutex(output)
    self.logFile = logFile
    self.ends = ends
  }

  struct NotReady: Error, CustomStringConvertible {
    var description: String
  }

  /// The status with which the server ends after a signal.
  @discardableResult
  func stop(_ signal: Int32 = SIGTERM) async -> Int32 {
    kill(processID, signal)
    var status: Int32 = -1
    for await end in ends { status = end }
    return status
  }
}
