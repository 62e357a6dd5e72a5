package import KeylessSource

/// What is known of one input.
package enum Answer<Value: Sendable & Hashable>: Sendable, Hashable {
  case value(Value, SourceSpan?)
  /// It is there, not empty, and nobody knows what it says.
  case opaque(String, SourceSpan?)
  case absent
  /// Whether it is there is not known, and why.
  case unknown(String, SourceSpan?)

  package var place: SourceSpan? {
    switch self {
    case .value(_, let place), .opaque(_, let place), .unknown(_, let place): place
    case .absent: nil
    }
  }
}
