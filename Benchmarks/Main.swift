import KeylessSystem

/// `make bench`: measures on this machine and prints one JSON document.
///
/// Targets are stated beside the figures, never asserted.
@main
enum Main {
  static func main() async {
    let system = System.live()
    do {
      switch CommandLine.arguments.dropFirst().first {
      case "answer": system.printOutput(try AnswerBenchmark.run(system) + "\n")
      case "reach": system.printOutput(try ReachBenchmark.run() + "\n")
      case "verify": system.printOutput(try VerifyBenchmark.run(system).json + "\n")
      case "hcl": system.printOutput(try HCLBenchmark.run() + "\n")
      case "check": system.printOutput(try await CheckBenchmark.run(system) + "\n")
      case "chain": system.printOutput(try await ChainBenchmark.run(system) + "\n")
      case "chain-once": try await ChainBenchmark.once(system)
      case "exchange":
        let verify = try VerifyBenchmark.run(system)
        system.printOutput(try await ExchangeBenchmark.run(rawVerify: verify.raw, system) + "\n")
      case "rival": system.printOutput(try RivalBenchmark.run(system) + "\n")
      case "endurance": system.printOutput(try EnduranceBenchmark.run(system) + "\n")
      case "serve": try await ExchangeServer.run(system)
      default: try await report(system)
      }
    } catch {
      system.printError("keyless-bench: \(error)\n")
      exit(3)
    }
  }

  private static func report(_ system: System) async throws {
    system.printError("deciding a compiled trust policy\n")
    let decide = try DecideBenchmark.run()
    system.printError("computing the reach of usual trust policies\n")
    let reach = try ReachBenchmark.run()
    system.printError("reading three megabytes of Terraform\n")
    let hcl = try HCLBenchmark.run()
    system.printError("checking 1,500 Terraform files beside terraform fmt\n")
    let check = try await CheckBenchmark.run(system)
    system.printError("explaining all credential chains from a cold start\n")
    let chain = try await ChainBenchmark.run(system)
    system.printError("verifying RS256 tokens beside the raw signature check\n")
    let verify = try VerifyBenchmark.run(system)
    system.printError("exchanging distinct tokens over HTTP beside the plaintext page\n")
    let answer = try AnswerBenchmark.run(system)
    let exchange = try await ExchangeBenchmark.run(rawVerify: verify.raw, system)
    system.printError("exchanging beside moto's server and the plaintext page\n")
    let rival = try RivalBenchmark.run(system)
    system.printError("a million exchanges, which takes some minutes\n")
    let endurance = try EnduranceBenchmark.run(system)
    let parts = [
      ("decide", decide), ("reach", reach), ("hcl", hcl), ("check", check), ("chain", chain), ("verify", verify.json),
      ("answer", answer),
      ("exchange", exchange),
      ("rival", rival),
      ("endurance", endurance),
    ]
    system.printOutput("{\n" + parts.map { "  \"\($0.0)\": \($0.1)" }.joined(separator: ",\n") + "\n}\n")
  }
}
