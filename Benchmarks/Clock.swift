#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Monotonic and CPU time in nanoseconds.
enum Clock {
  static func now() -> Int { read(CLOCK_MONOTONIC) }

  /// User and system time of this process.
  static func cpu() -> Int { read(CLOCK_PROCESS_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> Int {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

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
