/// Why a ref pattern of a CI file has no language here.
package enum RefPatternError: Error, Hashable, Sendable {
  /// The platform refuses the pattern as well.
  case invalid(Problem)
  /// The platform may read it; what it matches is not known here.
  case notRead(Problem)
  /// It is read, and its automaton is too large.
  case tooComplex(TooComplex)

  package struct Problem: Hashable, Sendable {
    /// In bytes from the start of the pattern.
    package let offset: Int
    package let reason: String
  }

  static func invalid(_ offset: Int, _ reason: String) -> RefPatternError {
    .invalid(Problem(offset: offset, reason: reason))
  }

  static func notRead(_ offset: Int, _ reason: String) -> RefPatternError {
    .notRead(Problem(offset: offset, reason: reason))
  }
}

extension RefPatternError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .invalid(let problem): "the pattern is refused at byte \(problem.offset): \(problem.reason)"
    case .notRead(let problem): "the pattern is not read at byte \(problem.offset): \(problem.reason)"
    case .tooComplex(let bound): "the pattern is too complex: \(bound)"
    }
  }
}
