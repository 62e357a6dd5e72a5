/// What one operation on languages may cost.
///
/// A pattern in a policy is written by anybody, and `*a????????????????` has an automaton of exponential size: the
/// operation ends at the bound and says so, and the reach becomes *unknown: too complex*.
package struct Budget: Hashable, Sendable {
  /// The most states that are built before minimisation.
  package let states: Int
  /// The most transitions that are computed.
  package let work: Int

  package init(states: Int = 10_000, work: Int = 10_000_000) {
    self.states = states
    self.work = work
  }

  /// Whether it reaches for an automaton of so many states with every byte told apart.
  func holds(states count: Int) -> Bool { count <= states && count * 256 <= work }
}
