/// `time.ParseDuration` of Go, as far as a role's duration is written: whole numbers of hours, minutes and seconds.
enum GoDuration {
  /// Nil for what is none, and for a part of a second or more than a day, which no role has.
  static func seconds(_ text: String) -> Int? {
    var total = 0
    var rest = text.utf8[...]
    guard !rest.isEmpty, rest.count <= 32 else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      guard let count = Int(String(decoding: digits, as: UTF8.self)), count <= 86_400 else { return nil }
      rest = rest.dropFirst(digits.count)
      switch rest.first {
      case UInt8(ascii: "h"): total += count * 3600
      case UInt8(ascii: "m"): total += count * 60
      case UInt8(ascii: "s"): total += count
      default: return nil
      }
      rest = rest.dropFirst()
    }
    return total <= 86_400 ? total : nil
  }
}
