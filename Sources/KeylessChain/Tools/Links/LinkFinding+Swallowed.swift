extension LinkFinding {
  /// As a chain takes it that writes the errors of its links to a log, and asks the next one.
  package var swallowed: LinkFinding {
    guard case .fails(let failure) = self else { return self }
    return .passes(failure.text, failure.origin?.place)
  }
}
