extension PolicyDate: CustomStringConvertible {
  /// In UTC, as the W3C profile of ISO 8601 writes it; a fraction of a second as far as it goes.
  package var description: String {
    let day = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    let second = seconds - day * 86_400
    let (year, month, date) = Self.calendar(day)
    func padded(_ number: Int, _ width: Int = 2) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
    var fraction = ""
    if nanoseconds > 0 {
      var digits = Array(padded(nanoseconds, 9).utf8)
      while digits.last == UInt8(ascii: "0") { digits.removeLast() }
      fraction = "." + String(decoding: digits, as: UTF8.self)
    }
    return "\(padded(year, 4))-\(padded(month))-\(padded(date))T"
      + "\(padded(second / 3_600)):\(padded(second / 60 % 60)):\(padded(second % 60))\(fraction)Z"
  }

  /// The proleptic Gregorian date of a day since 1970-01-01; the year is counted from March, so that a leap day ends it.
  private static func calendar(_ day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}
