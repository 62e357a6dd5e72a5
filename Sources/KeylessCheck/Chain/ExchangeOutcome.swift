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

  var text: String {
    let before = swallowed.map { "refused, and swallowed: \(TerminalText.escaping($0))\n" }.joined()
    switch result {
    case .identity(let identity, let link):
      return before + "obtained by \(link): \(TerminalText.escaping(identity.arn))\n"
    case .failure(let reason): return before + "no credentials were obtained: \(TerminalText.escaping(reason))\n"
    }
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
