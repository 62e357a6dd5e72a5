/// The documented order of one tool.
///
/// Each is one file that reads as its documentation, and one line in `Chains.all`.
package protocol CredentialChain: Sendable {
  var tool: Tool { get }
  var evidence: Evidence { get }
  var onRefusedExchange: RefusedExchange { get }
  var tokenReading: TokenReading { get }

  /// What the tool does there; throws where an input decides that nobody knows.
  func resolve(_ situation: Situation) throws(UnknownInput) -> Resolution
}

extension CredentialChain {
  package var onRefusedExchange: RefusedExchange { .stops }
  package var tokenReading: TokenReading { .asTheyAre }

  /// What the tool does there, with the cases told apart where an input is unknown.
  package func resolution(_ situation: Situation) -> Resolution {
    guard let (doubt, certain) = situation.withoutFirstDoubt() else { return resolution(situation, questions: 4) }
    let otherwise = Resolution.Possibility(doubt.otherwise, resolution(certain))
    return Resolution(tool, .unknown(doubt.unknown, [otherwise]), evidence: evidence)
  }

  private func resolution(_ situation: Situation, questions: Int) -> Resolution {
    do {
      return try resolve(situation).naming(situation)
    } catch let unknown {
      // Cases of cases double each time; beyond a handful nobody reads them.
      let cases = questions > 0 ? situation.cases(of: unknown) : []
      let possibilities = cases.map {
        Resolution.Possibility($0.condition, resolution($0.situation, questions: questions - 1))
      }
      if case .file = unknown.input {
        return Resolution(tool, .unknown(unknown, possibilities), evidence: evidence)
      }
      if let first = possibilities.first?.resolution, first.fired != nil,
        possibilities.dropFirst().allSatisfy({ $0.resolution.outcome == first.outcome })
      {
        // It decides nothing after all.
        return first
      }
      return Resolution(tool, .unknown(unknown, possibilities), evidence: evidence)
    }
  }
}
