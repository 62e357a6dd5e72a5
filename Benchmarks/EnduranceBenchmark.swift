import KeylessOIDC
import KeylessSystem

/// A million exchanges by one server: how many a second, and what they leave in its memory.
enum EnduranceBenchmark {
  static let exchanges = 1_000_000

  static func run(_ system: System) throws -> String {
    let key = try SigningKey.generate(.rsa2048)
    let requests = try Tokens.mint(2_000, key: key, now: system.now()).map { Wire.exchange(ExchangeServer.form($0)) }
    let server = try ServerProcess(key: key)
    defer { server.stop() }
    let load = try Load(port: server.port, connections: 8)
    var memory: [(Int, Int)] = []
    var done = 0
    let start = Clock.now()
    // Tokens live an hour, which this takes a fraction of.
    while done < exchanges {
      try load.send(requests, expecting: "</AssumeRoleWithWebIdentityResponse>")
      done += requests.count
      if [10_000, 100_000, 500_000].contains(done) || done >= exchanges {
        memory.append((done, try server.residentMemory()))
        system.printError("  \(done) exchanges, \(memory[memory.count - 1].1 >> 20) MiB\n")
      }
    }
    let seconds = Double(Clock.now() - start) / 1e9
    let rows = memory.map { "{ \"exchanges\": \($0.0), \"residentBytes\": \($0.1) }" }.joined(separator: ", ")
    return Figures.object([
      ("exchanges", String(done)), ("perSecond", Figures.number(Double(done) / seconds)), ("memory", "[\(rows)]"),
      ("targetBytes", String(80_000_000)),
    ])
  }
}
