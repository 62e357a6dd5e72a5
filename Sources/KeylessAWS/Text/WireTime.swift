/// Points in time as AWS writes them; inside keyless a time is a whole number of Unix seconds.
///
/// The calendar is computed here (proleptic Gregorian, no leap seconds) because no formatter is as strict or as fast.
package enum WireTime {
  /// `20150830T123600Z`, the ISO 8601 basic form of SigV4; years outside 0…9999 are clamped.
  package static func basic(_ seconds: Int) -> String {
    text(seconds, length: 16, dash: nil, colon: nil)
  }

  /// `2026-11-22T13:00:00Z`, the form of XML responses.
  package static func extended(_ seconds: Int) -> String {
    text(seconds, length: 20, dash: UInt8(ascii: "-"), colon: UInt8(ascii: ":"))
  }

  /// `Sun, 30 Aug 2015 12:36:00 GMT`, the IMF-fixdate of RFC 9110 section 5.6.7.
  package static func httpDate(_ seconds: Int) -> String {
    let fields = fields(seconds)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    // The first day of 1970 was a Thursday.
    let weekday = weekdays[((days + 4) % 7 + 7) % 7]
    let year = String(repeating: "0", count: max(0, 4 - String(fields.year).utf8.count)) + String(fields.year)
    let time = "\(two(fields.hour)):\(two(fields.minute)):\(two(fields.second))"
    return "\(weekday), \(two(fields.day)) \(months[fields.month - 1]) \(year) \(time) GMT"
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

  /// Reads exactly `YYYYMMDDTHHMMSSZ`.
  package static func parseBasic(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else { return nil }
    return seconds(bytes[0..<4], bytes[4..<6], bytes[6..<8], bytes[9..<11], bytes[11..<13], bytes[13..<15])
  }

  /// Reads `YYYY-MM-DDTHH:MM:SSZ`, with a fraction that is dropped.
  package static func parseExtended(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.count <= 40, bytes.last == UInt8(ascii: "Z"), bytes[4] == UInt8(ascii: "-"),
      bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":")
    else { return nil }
    let fraction = bytes[19..<(bytes.count - 1)]
    guard
      fraction.isEmpty
        || (fraction.first == UInt8(ascii: ".") && fraction.count > 1
          && fraction.dropFirst().allSatisfy(ASCII.isDigit))
    else { return nil }
    return seconds(bytes[0..<4], bytes[5..<7], bytes[8..<10], bytes[11..<13], bytes[14..<16], bytes[17..<19])
  }

  /// Reads an IMF-fixdate of RFC 9110 section 5.6.7, `Sun, 30 Aug 2015 12:36:00 GMT`; the day name is not checked.
  package static func parseHTTPDate(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 29, bytes[3] == UInt8(ascii: ","), bytes[4] == 0x20, bytes[7] == 0x20, bytes[11] == 0x20,
      bytes[16] == 0x20, bytes[19] == UInt8(ascii: ":"), bytes[22] == UInt8(ascii: ":"),
      bytes[25...].elementsEqual(" GMT".utf8),
      let month = months.firstIndex(where: { $0.utf8.elementsEqual(bytes[8..<11]) })
    else { return nil }
    let number = [UInt8(0x30 + (month + 1) / 10), UInt8(0x30 + (month + 1) % 10)]
    return seconds(bytes[12..<16], number[...], bytes[5..<7], bytes[17..<19], bytes[20..<22], bytes[23..<25])
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  private static func seconds(
    _ year: ArraySlice<UInt8>,
    _ month: ArraySlice<UInt8>,
    _ day: ArraySlice<UInt8>,
    _ hour: ArraySlice<UInt8>,
    _ minute: ArraySlice<UInt8>,
    _ second: ArraySlice<UInt8>
  ) -> Int? {
    guard let year = ASCII.integer(year), let month = ASCII.integer(month), let day = ASCII.integer(day),
      let hour = ASCII.integer(hour), let minute = ASCII.integer(minute), let second = ASCII.integer(second),
      (1...12).contains(month), day >= 1, hour < 24, minute < 60, second < 60, day <= daysIn(month, of: year)
    else { return nil }
    return (days(year, month, day) * 24 + hour) * 3600 + minute * 60 + second
  }

  private static func daysIn(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01, counted in years that begin in March so that the leap day comes last.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private struct Fields {
    var year, month, day, hour, minute, second: Int
  }

  private static func fields(_ seconds: Int) -> Fields {
    let bounded = min(max(seconds, -62_167_219_200), 253_402_300_799)
    let day = (bounded >= 0 ? bounded : bounded - 86_399) / 86_400
    let rest = bounded - day * 86_400
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    return Fields(
      year: yearOfEra + era * 400 + (month >= 10 ? 1 : 0),
      month: month < 10 ? month + 3 : month - 9,
      day: dayOfYear - (153 * month + 2) / 5 + 1,
      hour: rest / 3600,
      minute: rest / 60 % 60,
      second: rest % 60
    )
  }

  /// Both forms differ in their separators only; `length` is what is written: fourteen digits, `T`, `Z`, separators.
  private static func text(_ seconds: Int, length: Int, dash: UInt8?, colon: UInt8?) -> String {
    let fields = fields(seconds)
    return unsafe String(unsafeUninitializedCapacity: length) { out in
      var place = 0
      func put(_ byte: UInt8?) {
        guard let byte, place < length else { return }
        unsafe out[place] = byte
        place += 1
      }
      func pair(_ number: Int) {
        put(UInt8(truncatingIfNeeded: 0x30 + number / 10 % 10))
        put(UInt8(truncatingIfNeeded: 0x30 + number % 10))
      }
      pair(fields.year / 100)
      pair(fields.year)
      put(dash)
      pair(fields.month)
      put(dash)
      pair(fields.day)
      put(UInt8(ascii: "T"))
      pair(fields.hour)
      put(colon)
      pair(fields.minute)
      put(colon)
      pair(fields.second)
      put(UInt8(ascii: "Z"))
      return place
    }
  }
}
