import Foundation
import KeylessOIDC
import KeylessSystem

/// Exchanges a second by the wall clock: this server, its own plaintext page, and moto's server, in one run.
///
/// moto checks neither the token nor the trust policy; what it is compared with does both.
enum RivalBenchmark {
  static func run(_ system: System) throws -> String {
    let key = try SigningKey.generate(.rsa2048)
    let tokens = try Tokens.mint(2_000, key: key, now: system.now())
    let requests = tokens.map { Wire.exchange(ExchangeServer.form($0)) }
    let server = try ServerProcess(key: key)
    defer { server.stop() }
    let rival = Moto.start(environment: system.environment)
    defer { rival?.stop() }
    let load = try Load(port: server.port, connections: 8)
    var (own, plain, moto): ([Double], [Double], [Double]) = ([], [], [])
    for round in 0..<6 {
      let rates = try (
        rate(requests.count) { try load.send(requests, expecting: "</AssumeRoleWithWebIdentityResponse>") },
        rate(requests.count) {
          try load.send(Array(repeating: Wire.plain, count: requests.count), expecting: "ok")
        }
      )
      // moto closes each connection after its answer.
      let rivals = try rival.map { rival in
        try rate(100) {
          for request in requests.prefix(100) {
            let load = try Load(port: rival.port, connections: 1)
            defer { load.close() }
            try load.send([request], expecting: "</AssumeRoleWithWebIdentityResponse>")
          }
        }
      }
      guard round > 0 else { continue }
      own.append(rates.0)
      plain.append(rates.1)
      if let rivals { moto.append(rivals) }
    }
    return Figures.object([
      ("perSecond", Figures.number(Clock.median(own))), ("plaintextPerSecond", Figures.number(Clock.median(plain))),
      ("ratioToPlaintext", Figures.number(Clock.median(zip(own, plain).map { $0 / $1 }))),
      ("motoPerSecond", moto.isEmpty ? "null" : Figures.number(Clock.median(moto))),
      ("timesMoto", moto.isEmpty ? "null" : Figures.number(Clock.median(zip(own, moto).map { $0 / $1 }))),
    ])
  }

  private static func rate(_ count: Int, _ work: () throws -> Void) throws -> Double {
    let start = Clock.now()
    try work()
    return Double(count) * 1e9 / Double(Clock.now() - start)
  }
}

/// moto's server in a process of its own, where it is installed.
private final class Moto {
  let port: UInt16
  private let process: Process

  private init(port: UInt16, process: Process) {
    self.port = port
    self.process = process
  }

  /// Nil, with a word on standard error, where there is no `moto_server` in `PATH`.
  static func start(environment: [String: String]) -> Moto? {
    let folders = (environment["PATH"] ?? "").split(separator: ":").map { URL(filePath: String($0)) }
    guard
      let program = folders.map({ $0.appending(path: "moto_server") })
        .first(where: { FileManager.default.isExecutableFile(atPath: $0.path) })
    else {
      FileHandle.standardError.write(Data("there is no moto_server in PATH: not compared with it\n".utf8))
      return nil
    }
    for _ in 0..<20 {
      let port = UInt16.random(in: 20_000..<60_000)
      let process = Process()
      process.executableURL = program
      process.arguments = ["-H", "127.0.0.1", "-p", String(port)]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      guard (try? process.run()) != nil else { return nil }
      let start = Clock.now()
      while process.isRunning, Clock.now() - start < 30_000_000_000 {
        if let load = try? Load(port: port, connections: 1) {
          load.close()
          return Moto(port: port, process: process)
        }
        Thread.sleep(forTimeInterval: 0.1)
      }
      process.terminate()
    }
    return nil
  }

  func stop() {
    // Started by a thread that blocks SIGTERM, it would block it too.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
