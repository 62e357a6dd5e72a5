import Foundation
import KeylessOIDC
import KeylessSystem

/// CPU of one whole exchange in the server's process, beside its plaintext page and the raw signature check.
enum ExchangeBenchmark {
  static func run(rawVerify: Double, _ system: System) async throws -> String {
    let key = try SigningKey.generate(.rsa2048)
    let rounds = 11
    let batch = 1000
    let tokens = try Tokens.mint((rounds + 1) * batch, key: key, now: system.now())
    let server = try ServerProcess(key: key)
    defer { server.stop() }
    let load = try Load(port: server.port, connections: 8)
    let plain = [UInt8]("GET /_keyless/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8)
    // The plaintext page once more, this time with a body as large as an exchange's: what HTTP alone costs for it.
    let posts = { (size: Int) in
      [UInt8](
        "GET /_keyless/health HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: \(size)\r\n\r\n\(String(repeating: "a", count: size))"
          .utf8
      )
    }
    let exchanges = tokens.map { token in
      let body = ExchangeServer.form(token)
      return [UInt8](
        "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
          .utf8
      )
    }
    var (plaintext, post, exchange): ([Double], [Double], [Double]) = ([], [], [])
    for round in 0...rounds {
      var before = try server.cpu()
      try load.send(Array(repeating: plain, count: batch), expecting: "ok")
      let plainTime = Double(try server.cpu() - before) / Double(batch)
      before = try server.cpu()
      try load.send(Array(repeating: posts(exchanges[0].count - 120), count: batch), expecting: "ok")
      let postTime = Double(try server.cpu() - before) / Double(batch)
      before = try server.cpu()
      try load.send(
        Array(exchanges[(round * batch)..<((round + 1) * batch)]),
        expecting: "</AssumeRoleWithWebIdentityResponse>"
      )
      let exchangeTime = Double(try server.cpu() - before) / Double(batch)
      guard round > 0 else { continue }
      plaintext.append(plainTime)
      post.append(postTime)
      exchange.append(exchangeTime)
    }
    let ratio = Clock.median(zip(exchange, plaintext).map { $0 / (rawVerify + $1) })
    let ratioToPost = Clock.median(zip(exchange, post).map { $0 / (rawVerify + $1) })
    return Figures.object([
      ("exchangeNanoseconds", Figures.number(Clock.median(exchange))),
      ("plaintextNanoseconds", Figures.number(Clock.median(plaintext))),
      ("rawVerifyNanoseconds", Figures.number(rawVerify)),
      ("plaintextWithBodyNanoseconds", Figures.number(Clock.median(post))),
      ("ratioToPlaintextWithBody", Figures.number(ratioToPost)), ("ratio", Figures.number(ratio)), ("target", "1.3"),
      ("exchanges", String(rounds * batch)),
    ])
  }
}
