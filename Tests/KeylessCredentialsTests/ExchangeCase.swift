import Foundation
import KeylessAWS
import KeylessChain
import KeylessClient
import KeylessSystem
import Testing

@testable import KeylessCredentials

/// A folder under `Fixtures`: the variables and the files of a described machine (`env.json`, `files/`), the HTTP traffic that was
/// recorded (`traffic.json`), what a command wrote (`process.json`: `words`, `status`, `output`), the tool (`tool.txt`, with a
/// second line where an instance metadata service is there) and what comes of it (`expected.txt`).
struct ExchangeCase: CustomTestStringConvertible, Sendable {
  let name: String
  private let folder: URL

  var testDescription: String { name }

  static let all: [ExchangeCase] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { ExchangeCase(name: $0, folder: folder.appending(path: $0)) }
  }()

  /// What comes of it, as `expected.txt` says it, with what else could be printed.
  func run() async throws -> (summary: String, everything: String) {
    let tool = text("tool.txt").split(separator: "\n").map(String.init)
    let chain = try #require(Chains.named(tool[0]))
    let traffic = try RecordedTraffic(Array(text("traffic.json").utf8))
    let system = system(traffic)
    let machine = Machine(
      system,
      environment: environment,
      root: folder.appending(path: "files").path,
      directory: "/work",
      asksMetadata: tool.count > 1
    )
    let situation = Situation(machine)
    let resolution = chain.resolution(situation)
    let exchange = CredentialExchange(situation, tool: chain.tool, system, programs: .run)
    var lines: [String] = []
    // What `keyless chain` prints of it, and not the plan, which holds the command of `credential_process` as it is written.
    var everything = ResolutionText(resolution, PlaceWords(), onRefusedExchange: chain.onRefusedExchange).text
    everything += "\(resolution.json(PlaceWords()))\n"
    do {
      let outcome = try await exchange.credentials(of: resolution, onRefusal: chain.onRefusedExchange)
      everything += "\(outcome.credentials) \(outcome.swallowed)\n" + String(reflecting: outcome.credentials)
      lines += outcome.swallowed.map { "swallowed: \($0)" }
      lines.append("link: \(outcome.link.kind.rawValue)")
      lines.append("key: \(outcome.credentials.caller.accessKeyID)")
      let identity = try await exchange.identity(of: outcome.credentials)
      lines.append("arn: \(identity.arn)")
    } catch {
      everything += String(reflecting: error)
      lines.append("error: \(error)")
    }
    if traffic.unused > 0 { lines.append("unused: \(traffic.unused)") }
    let summary = lines.joined(separator: "\n") + "\n"
    return (summary, everything + summary)
  }

  var expected: String { text("expected.txt") }

  func record(_ summary: String) throws {
    try Data(summary.utf8).write(to: folder.appending(path: "expected.txt"))
  }

  /// Every text of the case that nobody may repeat, by the marks that the fixtures put into them.
  var secrets: [String] {
    let marked = /[A-Za-z0-9._-]*(SECRET|SIGNATURE|SESSION-TOKEN|ACCESS-TOKEN|AUTHORIZATION|PASSWORD)[A-Za-z0-9._-]*/
    var all = ""
    let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    for file in files where file != "expected.txt" { all += text(file) + "\n" }
    let variables = /AWS_[A-Z_]+/
    return Set(all.matches(of: marked).map { String($0.output.0) }).filter { $0.wholeMatch(of: variables) == nil }
      .sorted()
  }

  private var environment: [String: String] {
    (try? JSONDecoder().decode([String: String].self, from: Data(text("env.json").utf8))) ?? [:]
  }

  private struct Played: Decodable {
    var words: [String]
    var status: Int32
    var output: String
  }

  private func system(_ traffic: RecordedTraffic) -> System {
    let played = try? JSONDecoder().decode(Played.self, from: Data(text("process.json").utf8))
    let environment = environment
    return DescribedSystem.make(
      files: { FileManager.default.contents(atPath: $0).map { [UInt8]($0) } },
      traffic: .recorded { try traffic.send($0) },
      output: { request in
        guard let played, request.command == played.words, request.environment == environment,
          request.directory == "/work"
        else { throw SystemError(.commandNotFound, "\(request.command) is not the command that was recorded") }
        return ProcessOutput(.exited(played.status), Array(played.output.utf8))
      }
    )
  }

  private func text(_ file: String) -> String {
    let path = folder.appending(path: file).path
    return FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
