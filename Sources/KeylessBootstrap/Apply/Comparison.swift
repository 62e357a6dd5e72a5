/// How what shall be compares with what is.
package enum Comparison: Hashable, Sendable {
  case same, narrower, wider
  /// Neither holds the other, or nobody can tell.
  case unrelated

  init(newInOld: Bool?, oldInNew: Bool?) {
    switch (newInOld == true, oldInNew == true) {
    case (true, true): self = .same
    case (true, false): self = .narrower
    case (false, true): self = .wider
    case (false, false): self = .unrelated
    }
  }

  /// Whether something may be let in or allowed that was not before.
  package var widens: Bool { self == .wider || self == .unrelated }
}
