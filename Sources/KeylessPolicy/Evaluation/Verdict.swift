/// How one comparison or condition came out.
enum Verdict: Sendable {
  case yes, no
  /// A policy variable has no value, which takes the whole statement out of the decision (policy-semantics, section
  /// 2.7).
  case unresolved

  init(_ value: Bool) { self = value ? .yes : .no }

  var negated: Verdict {
    switch self {
    case .yes: .no
    case .no: .yes
    case .unresolved: .unresolved
    }
  }
}
