import HTTPTypes
import KeylessOIDC
import KeylessCalls
import KeylessServer
import KeylessSystem

/// One exchange inside the process, without HTTP: where the server's own time goes, alone and in a full account.
enum AnswerBenchmark {
  static func run(_ system: System) throws -> String {
    let key = try SigningKey.generate(.rsa2048)
    let requests = try Tokens.mint(500, key: key, now: system.now()).map { token in
      IncomingRequest(
        method: "POST",
        path: "/",
        authority: "127.0.0.1",
        headers: [.contentType: "application/x-www-form-urlencoded"],
        body: Array(ExchangeServer.form(token).utf8),
        sourceAddress: "127.0.0.1"
      )
    }
    let alone = try ExchangeServer.makeAWS(key: key, system)
    let crowded = try ExchangeServer.makeAWS(key: key, roles: 10_000, policies: 1_000, system)
    var (few, many): ([Double], [Double]) = ([], [])
    for round in 0..<21 {
      let times = try (measure(alone, requests), measure(crowded, requests))
      guard round > 0 else { continue }
      few.append(times.0)
      many.append(times.1)
    }
    return Figures.object([
      ("nanoseconds", Figures.number(Clock.median(few))),
      ("nanosecondsWith10000RolesAnd1000Policies", Figures.number(Clock.median(many))),
      ("ratio", Figures.number(Clock.median(zip(many, few).map { $0 / $1 }))), ("target", "1.0"),
    ])
  }

  /// CPU nanoseconds for each request.
  private static func measure(_ aws: LocalAWS, _ requests: [IncomingRequest]) throws -> Double {
    let start = Clock.cpu()
    for request in requests {
      guard aws.answer(request).status == 200 else {
        throw BenchmarkError(description: "a genuine token was refused")
      }
    }
    return Double(Clock.cpu() - start) / Double(requests.count)
  }
}
