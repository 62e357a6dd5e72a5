@testable import KeylessServer
import KeylessAWS
import KeylessSource
import KeylessSystem
import KeylessTesting
import Testing

/// `keyless serve` in this process: the disk and the network of this machine, everything else described.
struct Served {
  let folder: String
  /// The ready file, read when the server answered.
  let ready: JSONNode
  let system: System

  var endpoint: String { text("endpoint") }

  func text(_ path: String...) -> String {
    var node: JSONNode? = ready
    for name in path { node = node?[name] }
    guard case .string(let text)? = node?.value else { return "" }
    return text
  }

  struct Ended: Sendable {
    var output: String
    var errors: String
    var log: String
  }

  /// Runs until `work` is done, then stops the server as a signal would.
  static func run(
    _ options: [(ServeKey, String)] = [],
    environment: [String: String] = [:],
    in folder: String,
    isTerminal: Bool = false,
    seed: UInt64 = 1,
    _ work: @escaping @Sendable (Served) async throws -> Void
  ) async throws -> Ended {
    let machine = TestMachine(now: Forges.now, seed: seed)
    var system = machine.system(environment: environment)
    system.files = System.live().files
    system.send = System.live().send
    system.outputIsTerminal = isTerminal
    let (stops, stop) = AsyncStream.makeStream(of: Int32.self)
    system.stopSignals = { stops }
    let (lines, print) = AsyncStream.makeStream(of: String.self)
    let described = system
    system.printOutput = { text in
      described.printOutput(text)
      print.yield(text)
    }
    let book = LogBook()
    var all = ServeOptions()
    for (key, value) in [(.port, "0")] + options { try all.take(key, value) }
    let readyFile = folder + "/ready.json"
    if all.readyFile == nil, !isTerminal { try all.take(.readyFile, readyFile) }
    let (verb, running) = (ServeVerb(options: all), system)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        defer { print.finish() }
        try await verb.run(running) { _ in book.logger }
      }
      tasks.addTask {
        defer { stop.finish() }
        for await line in lines where line.contains("stop it with") {
          let bytes = try running.files.read(readyFile, 100_000)
          let ready = try JSONParser.parse(bytes ?? Array("{}".utf8))
          try await work(Served(folder: folder, ready: ready, system: running))
          return
        }
      }
      try await tasks.waitForAll()
    }
    return Ended(output: machine.output, errors: machine.errors, log: book.text)
  }

  /// A call of IAM or STS, signed by whoever is named by these three.
  func call(
    _ action: String,
    service: QueryService,
    _ parameters: [String: String] = [:],
    key: String? = nil,
    secret: String? = nil,
    token: String? = nil
  ) async throws -> HTTPResponse {
    let request = QueryRequest(
      action,
      service: service,
      parameters: parameters.map { QueryParameter($0.key, $0.value) }
    )
    let signer = SigV4Signer(
      accessKeyID: key ?? text("administrator", "accessKeyId"),
      secret: SecretAccessKey(secret ?? text("administrator", "secretAccessKey")),
      sessionToken: token.map { SessionToken($0) },
      region: "us-east-1",
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
