#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Monotonic and CPU time in nanoseconds.
enum Clock {
  private static let start = ContinuousClock.now

  static func now() -> Int {
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
  }

  /// User and system time of this process, to the microsecond.
  static func cpu() -> Int { Int(clock()) * 1000 }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    guard sorted.count.isMultiple(of: 2), sorted.count > 1 else { return sorted[sorted.count / 2] }
    return (sorted[sorted.count / 2 - 1] + sorted[sorted.count / 2]) / 2
  }
}

func exit(_ status: Int32) -> Never {
  #if canImport(Glibc)
  Glibc.exit(status)
  #else
  Darwin.exit(status)
  #endif
}
