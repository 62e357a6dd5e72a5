package import KeylessAWS

/// One action of a service that speaks the Query protocol: a file with its parameters, what it must be allowed, and
/// what it does.
///
/// AWS checks a call's parameters before it asks whether the caller may make it (unverified), and looks things up last.
package protocol QueryAction: Sendable {
  /// `CreateRole`.
  static var name: String { get }

  /// Reads and validates the parameters; every broken constraint is in the one error.
  init(_ scope: QueryScope) throws(QueryError)

  /// What the call must be allowed; empty for the few actions that need no permission.
  func demands(_ call: CallScope) -> [Demand]

  /// Does it; nil for an action without a result.
  func perform(_ call: CallScope) throws(Refusal) -> WireValue?
}
