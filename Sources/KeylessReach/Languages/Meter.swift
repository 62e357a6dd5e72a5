/// Watches what a construction spends.
///
/// The constructions are generic over it, so that the operations that cannot fail (complement, a finite list) are total
/// by type and not by a catch block that is never entered.
protocol Meter {
  associatedtype Failure: Error

  /// `states` is how many there are by now, `work` what the next one costs.
  mutating func spend(states: Int, work: Int) throws(Failure)
}

/// Counts against a budget.
struct Spending: Meter {
  private let budget: Budget
  private var work = 0

  init(_ budget: Budget) { self.budget = budget }

  mutating func spend(states: Int, work more: Int) throws(TooComplex) {
    work += more
    if states > budget.states { throw TooComplex(bound: .states(budget.states)) }
    if work > budget.work { throw TooComplex(bound: .work(budget.work)) }
  }
}

/// Counts nothing: the size is bounded by the operands.
struct Unmetered: Meter {
  func spend(states: Int, work: Int) throws(Never) {}
}

/// Counts what is spent, for somebody who keeps a bound of their own.
struct Tally: Meter {
  private(set) var states = 0

  mutating func spend(states: Int, work: Int) throws(Never) { self.states += 1 }
}
