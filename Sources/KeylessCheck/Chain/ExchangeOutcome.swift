import KeylessAWS
import KeylessChain
import KeylessCredentials
import KeylessSource
import KeylessSystem

/// What came of performing one resolution.
struct ExchangeOutcome: Sendable {
  private enum Result: Sendable {
    case identity(GetCallerIdentity.Output, link: String)
    case failure(String)
  }

  private let result: Result
  /// What was refused before, which the tool tells nobody.
  private let swallowed: [String]

  init(
    _ answer: ChainAnswer,
    _ situation: Situation,
    _ system: System,
    programs: CredentialExchange.Programs
  ) async {
    let exchange = CredentialExchange(situation, tool: answer.resolution.tool, system, programs: programs)
    var refused: [String] = []
    do {
      let outcome = try await exchange.credentials(
        of: answer.resolution,
        onRefusal: answer.question.chain.onRefusedExchange
      )
      refused = outcome.swallowed.map(\.description)
      let identity = try await exchange.identity(of: outcome.credentials)
      result = .identity(identity, link: outcome.link.kind.rawValue)
    } catch {
      result = .failure("\(error)")
    }
    swallowed = refused
  }

  /// The link that gave the credentials; nil where none did.
  var obtainedBy: String? {
    if case .identity(_, let link) = result { return link }
    return nil
  }

  var isGood: Bool {
    if case .identity = result { return true }
    return false
  }

  /// A line for each thing that came of it, with the tool or block in front where there are several.
  func text(of title: String?) -> String {
    var lines = swallowed.map { "refused, and swallowed: \($0)" }
    switch result {
    case .identity(let identity, let link): lines.append("obtained by \(link): \(identity.arn)")
    case .failure(let reason): lines.append("no credentials were obtained: \(reason)")
    }
    return lines.map { TerminalText.escaping((title.map { $0 + ": " } ?? "") + $0) + "\n" }.joined()
  }

  var json: JSON {
    switch result {
    case .identity(let identity, let link):
      [
        "link": .string(link), "arn": .string(identity.arn), "account": .string(identity.account),
        "swallowed": .array(swallowed.map(JSON.string)),
      ]
    case .failure(let reason): ["error": .string(reason), "swallowed": .array(swallowed.map(JSON.string))]
    }
  }
}
