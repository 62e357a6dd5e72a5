/// The account that something lives in.
package enum AccountID: Hashable, Sendable {
  case known(partition: String, id: String)
  /// Whatever account the configuration is applied to: the files do not say, and need not.
  case own
}
