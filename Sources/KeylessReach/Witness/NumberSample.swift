import KeylessPolicy

/// A text that stands for some member of a set of numbers or moments, found among likely ones.
enum NumberSample {
  static func text(in set: IntervalSet<ExactDecimal>) -> [UInt8]? {
    let likely =
      (0...20).map { "\($0)" } + ["-1", "0.5", "50", "100", "500", "1000", "3600", "43200", "1e6", "1e12", "-1e12"]
    var texts = likely.map { Array($0.utf8) }
    // A border itself, or what lies just beyond it, or far beyond the last.
    for border in set.intervals.flatMap({ [$0.lower, $0.upper] }) {
      guard let number = border.number else { continue }
      texts += [number.text(), number.text(power: 1)]
      texts += (0...64).map { number.text(extendedBy: Array(repeating: 0, count: $0) + [1]) }
      texts += (1...64).map { Array("-1e-\($0)".utf8) }
    }
    return texts.first { ExactDecimal($0).map(set.contains) ?? false }
  }

  static func text(in set: IntervalSet<PolicyDate>) -> [UInt8]? {
    var likely = [2026, 2025, 2030, 2020, 2000, 2100, 1980, 2500, 9999].map { "\($0)-01-01T00:00:00Z" }
    for interval in set.intervals {
      for border in [interval.lower, interval.upper] {
        if let seconds = border.moment?.seconds {
          likely += ["\(seconds)", "\(seconds + 1)", "\(seconds - 1)"].map { $0.count == 4 ? "0" + $0 : $0 }
        }
      }
    }
    return likely.map { Array($0.utf8) }.first { PolicyDate($0).map(set.contains) ?? false }
  }
}

extension IntervalSet<ExactDecimal>.Border {
  fileprivate var number: ExactDecimal? {
    switch self {
    case .before(let number), .after(let number): number
    case .beforeAll, .afterAll: nil
    }
  }
}

extension IntervalSet<PolicyDate>.Border {
  fileprivate var moment: PolicyDate? {
    switch self {
    case .before(let date), .after(let date): date
    case .beforeAll, .afterAll: nil
    }
  }
}
