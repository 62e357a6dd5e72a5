/// How much a finding matters, for a role with write permissions; one step lower for a role that can only read.
package enum FindingSeverity: String, CaseIterable, Comparable, Hashable, Sendable {
  case info, low, medium, high, critical

  package static func < (left: FindingSeverity, right: FindingSeverity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .info: 0
    case .low: 1
    case .medium: 2
    case .high: 3
    case .critical: 4
    }
  }
}
