@testable import KeylessServer
import KeylessSource
import KeylessSystem
import KeylessTesting
import Testing

/// `keyless serve` in this process: the disk and the network of this machine, everything else described.
struct Served: ReadyServer {
  let folder: String
  /// The ready file, read when the server answered.
  let ready: JSONNode
  let system: System

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
    system.send = System.patient().send
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
}
