/// An operation met its budget.
package struct TooComplex: Error, Hashable, Sendable {
  package let bound: Bound

  /// The bound that was met.
  package enum Bound: Hashable, Sendable {
    case states(Int)
    case work(Int)
    case boxes(Int)
    /// Values of two types for one component.
    case mixedTypes
  }
}

extension TooComplex: CustomStringConvertible {
  package var description: String {
    switch bound {
    case .states(let most): "the automaton has more than \(most) states"
    case .work(let most): "the automaton needs more than \(most) steps"
    case .boxes(let most): "the answer has more than \(most) boxes"
    case .mixedTypes: "a condition key is compared as values of two types"
    }
  }
}
