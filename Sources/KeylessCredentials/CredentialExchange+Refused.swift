package import KeylessChain

extension CredentialExchange {
  /// What a whole resolution comes to: the credentials of the link that fired or, where the tool swallows a refusal, of the first
  /// shadowed link that gives some.
  package struct Outcome: Sendable {
    package let link: Link
    package let credentials: ObtainedCredentials
    /// The links that were refused before it, which the tool does not tell anybody.
    package let swallowed: [ExchangeError]
  }

  /// Throws `ExchangeError`, the last one where several links were tried.
  package func credentials(of resolution: Resolution, onRefusal: RefusedExchange) async throws -> Outcome {
    guard let fired = resolution.fired else {
      switch resolution.outcome {
      case .failed(let failure): throw ExchangeError("no link fires: \(failure.text)")
      case .unknown(let unknown, _):
        throw ExchangeError("which link fires is not known: \(unknown.input.words) \(unknown.reason)")
      case .fired: throw ExchangeError("no link fires")
      }
    }
    var swallowed: [ExchangeError] = []
    for link in [fired] + resolution.shadowed.compactMap(\.link) {
      do {
        return Outcome(link: link, credentials: try await credentials(of: link), swallowed: swallowed)
      } catch let error as ExchangeError {
        swallowed.append(error)
        if onRefusal == .stops { break }
      }
    }
    throw swallowed[swallowed.count - 1]
  }
}
