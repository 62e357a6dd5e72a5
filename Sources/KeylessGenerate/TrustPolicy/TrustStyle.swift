/// How a trust policy is laid out; every style admits the same pipelines.
///
/// The first is the plainest to read. The others are for policies that would not fit into IAM's quota otherwise.
package struct TrustStyle: Sendable {
  /// Exact values share the list of those with wildcards, their own `*` and `?` escaped, instead of a statement of their own.
  package var joins = false
  /// GitHub: refs and environments stand in a list of the claim that AWS maps, instead of a whole subject for each.
  package var factors = false

  /// The plainest first.
  package static let all = [
    TrustStyle(), TrustStyle(joins: true), TrustStyle(factors: true), TrustStyle(joins: true, factors: true),
  ]
}
