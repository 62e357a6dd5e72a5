package import KeylessPlatforms

/// Where the values of a condition key come from.
package enum KeySource: Sendable {
  /// Never there; the clause says why.
  case absent(String)
  /// One component is the value.
  case component(Int)
  /// A text put together from components; with `presence`, a component that says whether it is there at all.
  case template([Segment], presence: Int?)
  /// Whether and how AWS sets the key is not known; the clause says what is missing.
  case unknown(String)

  package enum Segment: Hashable, Sendable {
    case literal([UInt8])
    case component(Int, ClaimTemplate.Escape)
  }
}
