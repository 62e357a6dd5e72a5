import HTTPTypes
import KeylessOIDC
import KeylessCalls
import KeylessServer
import KeylessSystem

/// One exchange inside the process, without HTTP: where the server's own time goes.
enum AnswerBenchmark {
  static func run(_ system: System) throws -> String {
    let key = try SigningKey.generate(.rsa2048)
    let tokens = try Tokens.mint(500, key: key, now: system.now())
    let aws = try ExchangeServer.makeAWS(key: key, system)
    let requests = tokens.map { token in
      IncomingRequest(
        method: "POST",
        path: "/",
        authority: "127.0.0.1",
        headers: [.contentType: "application/x-www-form-urlencoded"],
        body: Array(ExchangeServer.form(token).utf8),
        sourceAddress: "127.0.0.1"
      )
    }
    var nanoseconds: [Double] = []
    for round in 0..<21 {
      let start = Clock.cpu()
      for request in requests {
        guard aws.answer(request).status == 200 else {
          throw BenchmarkError(description: "a genuine token was refused")
        }
      }
      if round > 0 { nanoseconds.append(Double(Clock.cpu() - start) / Double(requests.count)) }
    }
    return Figures.object([("nanoseconds", Figures.number(Clock.median(nanoseconds)))])
  }
}
