package import KeylessSource

/// Asks the links of a chain in order and keeps what each answered: the first that fires or fails decides, the rest are shadowed.
package struct Walk {
  private var passed: [Step] = []
  private var outcome: Resolution.Outcome?
  private var shadowed: [Resolution.Shadow] = []
  private var notes: [String] = []

  package init() {}

  package var isDecided: Bool { outcome != nil }

  package mutating func ask(
    _ kind: LinkKind,
    _ finding: @autoclosure () throws(UnknownInput) -> LinkFinding
  ) throws(UnknownInput) {
    try ask(kind, finding)
  }

  package mutating func ask(
    _ kind: LinkKind,
    _ find: () throws(UnknownInput) -> LinkFinding
  ) throws(UnknownInput) {
    guard outcome == nil else {
      // What is not known of a link that nobody asks decides nothing.
      guard let finding = try? find() else { return }
      switch finding {
      case .fires(let link): shadowed.append(.init(link.kind, link.origin, link))
      case .fails(let failure):
        if let origin = failure.origin, !isTheEnd(failure) { shadowed.append(.init(failure.link ?? kind, origin, nil)) }
      case .passes: break
      }
      return
    }
    switch try find() {
    case .fires(let link): outcome = .fired(link)
    case .passes(let reason, let place): passed.append(Step(kind, reason, at: place))
    case .fails(let failure): outcome = .failed(failure)
    }
  }

  /// Whether it is what ended the chain, as where a tool loads all before it asks any link.
  private func isTheEnd(_ failure: ChainFailure) -> Bool {
    guard case .failed(let end) = outcome else { return false }
    return end.link == failure.link && end.origin == failure.origin
  }

  /// A link that the tool leaves out of its chain.
  package mutating func pass(_ kind: LinkKind, _ reason: String, at place: SourceSpan? = nil) {
    if outcome == nil { passed.append(Step(kind, reason, at: place)) }
  }

  /// Ends the chain before, or between, its links; what is asked afterwards is shadowed.
  package mutating func fail(_ failure: ChainFailure) {
    if outcome == nil { outcome = .failed(failure) }
  }

  package mutating func note(_ text: String) { notes.append(ShownText.withoutSecrets(text)) }

  /// `failure` is what the tool says when no link has anything.
  package func resolution(of tool: Tool, _ evidence: Evidence, else failure: ChainFailure) -> Resolution {
    Resolution(
      tool,
      outcome ?? .failed(failure),
      passed: passed,
      shadowed: shadowed,
      evidence: evidence,
      notes: notes
    )
  }
}
