/// A moment as a policy or a request writes it: the W3C profile of ISO 8601, or Unix seconds.
///
/// Four digits alone are a year, because the profile says so and nobody means the first hour of 1970.
package struct PolicyDate: Hashable, Comparable, Sendable {
  /// Unix seconds, rounded down.
  package let seconds: Int
  package let nanoseconds: Int

  package init(seconds: Int, nanoseconds: Int = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Nil for whatever is in neither form; a time without a zone is in neither.
  package init?(_ text: some Collection<UInt8>) {
    guard text.count <= 40 else { return nil }
    var scan = Scanner(bytes: Array(text))
    if let epoch = Self.epoch(&scan) {
      self = epoch
    } else {
      scan.index = 0
      guard let date = Self.calendar(&scan) else { return nil }
      self = date
    }
  }

  package static func < (left: PolicyDate, right: PolicyDate) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  private static func epoch(_ scan: inout Scanner) -> PolicyDate? {
    let minus = scan.take("-")
    let start = scan.index
    while scan.isDigit { scan.index += 1 }
    let count = scan.index - start
    guard count > 0, count <= 15, minus || count != 4, scan.isAtEnd else { return nil }
    let value = scan.bytes[start..<scan.index].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    return PolicyDate(seconds: minus ? -value : value)
  }

  private static func calendar(_ scan: inout Scanner) -> PolicyDate? {
    guard let year = scan.number(4) else { return nil }
    var (month, day) = (1, 1)
    if scan.take("-") {
      guard let written = scan.number(2), (1...12).contains(written) else { return nil }
      month = written
      if scan.take("-") {
        guard let written = scan.number(2), written >= 1, written <= days(in: month, of: year) else { return nil }
        day = written
        if scan.take("T") { return time(&scan, on: daysSinceEpoch(year, month, day)) }
      }
    }
    return scan.isAtEnd ? PolicyDate(seconds: daysSinceEpoch(year, month, day) * 86_400) : nil
  }

  private static func time(_ scan: inout Scanner, on day: Int) -> PolicyDate? {
    guard let hour = scan.number(2), hour < 24, scan.take(":"), let minute = scan.number(2), minute < 60 else {
      return nil
    }
    var (second, nanoseconds) = (0, 0)
    if scan.take(":") {
      guard let written = scan.number(2), written < 60 else { return nil }
      second = written
      if scan.take(".") {
        var (unit, count) = (100_000_000, 0)
        while scan.isDigit {
          nanoseconds += Int(scan.bytes[scan.index] - UInt8(ascii: "0")) * unit
          unit /= 10
          count += 1
          scan.index += 1
        }
        guard count >= 1, count <= 9 else { return nil }
      }
    }
    var offset = 0
    if !scan.take("Z") {
      let west = scan.take("-")
      guard west || scan.take("+"), let hours = scan.number(2), hours < 24, scan.take(":"),
        let minutes = scan.number(2), minutes < 60
      else { return nil }
      offset = (hours * 3_600 + minutes * 60) * (west ? -1 : 1)
    }
    guard scan.isAtEnd else { return nil }
    return PolicyDate(
      seconds: day * 86_400 + hour * 3_600 + minute * 60 + second - offset,
      nanoseconds: nanoseconds
    )
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// Days from 1970-01-01 in the proleptic Gregorian calendar; the year is counted from March, so that a leap day ends
  /// it.
  private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let leaps = shifted >= 0 ? shifted / 4 - shifted / 100 + shifted / 400 : -1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return shifted * 365 + leaps + dayOfYear - 719_468
  }
}

private struct Scanner {
  let bytes: [UInt8]
  var index = 0

  var isAtEnd: Bool { index == bytes.count }

  var isDigit: Bool {
    index < bytes.count && bytes[index] >= UInt8(ascii: "0") && bytes[index] <= UInt8(ascii: "9")
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, UInt32(bytes[index]) == character.value else { return false }
    index += 1
    return true
  }

  /// Exactly so many digits.
  mutating func number(_ count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard isDigit else { return nil }
      value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
      index += 1
    }
    return value
  }
}
