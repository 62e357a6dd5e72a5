import Foundation
import KeylessAWS
import KeylessSource
import KeylessSystem
import Synchronization
import Testing

/// The built `keyless serve`, running until it is stopped or killed.
final class ServeProcess: Sendable {
  /// What the server said in its ready file.
  let ready: JSONNode
  let processID: Int32
  private let output: Mutex<String>
  private let logFile: URL
  private let ends: AsyncStream<Int32>

  var endpoint: String { text("endpoint") }
  var log: String { (try? String(contentsOf: logFile, encoding: .utf8)) ?? "" }
  var printed: String { output.withLock { $0 } }

  func text(_ path: String...) -> String {
    var node: JSONNode? = ready
    for name in path { node = node?[name] }
    guard case .string(let text)? = node?.value else { return "" }
    return text
  }

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
    process.standardError = try FileHandle(forWritingTo: logFile)
    let pipe = Pipe()
    process.standardOutput = pipe
    let (ends, ended) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = { process in
      ended.yield(process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 128 : 0))
      ended.finish()
    }
    try process.run()
    let (chunks, chunk) = AsyncStream.makeStream(of: String.self)
    let handle = pipe.fileHandleForReading
    // On a thread of its own, as long as the server lives.
    Thread.detachNewThread {
      while true {
        let data = handle.availableData
        if data.isEmpty { break }
        chunk.yield(String(decoding: data, as: UTF8.self))
      }
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
      processID: process.processIdentifier,
      output: output,
      logFile: logFile,
      ends: ends
    )
  }

  private init(ready: JSONNode, processID: Int32, output: String, logFile: URL, ends: AsyncStream<Int32>) {
    self.ready = ready
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

  /// A call of IAM or STS over a real socket, signed by the administrator or by whoever is named.
  func call(
    _ action: String,
    service: QueryService,
    _ parameters: [String: String] = [:],
    key: String? = nil,
    secret: String? = nil,
    token: String? = nil
  ) async throws -> HTTPResponse {
    let system = System.live()
    let request = QueryRequest(
      action,
      service: service,
      parameters: parameters.map { QueryParameter($0.key, $0.value) }
    )
    let signer = SigV4Signer(
      accessKeyID: key ?? text("administrator", "accessKeyId"),
      secret: SecretAccessKey(secret ?? text("administrator", "secretAccessKey")),
      sessionToken: token.map { SessionToken($0) },
      region: text("region"),
      service: service.signingName
    )
    let head = HTTPRequestHead(
      method: "POST",
      path: "/",
      headers: [
        HTTPHeader("Host", String(endpoint.dropFirst("http://".count))),
        HTTPHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
      ],
      body: request.formBody
    )
    let signed = try signer.sign(head, at: system.now())
    return try await system.send(
      HTTPRequest(
        method: "POST",
        url: endpoint + "/",
        headers: signed.headers.filter { $0.name != "Host" }.map { HeaderLine($0.name, $0.value) },
        body: request.formBody
      )
    )
  }
}

extension HTTPResponse {
  var text: String { String(decoding: body, as: UTF8.self) }

  /// What stands between the first pair of tags of that name.
  func element(_ name: String) -> String {
    let parts = text.split(separator: "<\(name)>", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 ? String(parts[1].prefix { $0 != "<" }) : ""
  }
}
