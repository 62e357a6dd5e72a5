/// The account that something lives in.
package enum AccountID: Hashable, Sendable {
  case known(partition: String, id: String)
  /// Whatever account the configuration is applied to: the files do not say, and need not.
  case own

  /// Whether it can be the account of this number.
  package func mayBe(_ number: String) -> Bool {
    if case .known(_, let id) = self { id == number } else { true }
  }
}
