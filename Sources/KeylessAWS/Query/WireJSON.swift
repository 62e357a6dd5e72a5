import KeylessSource

/// The JSON form of a response, with times as AWS prints them.
enum WireJSON {
  static func write(_ value: WireValue, to out: inout String) {
    switch value {
    case .text(let text): JSON.quote(text, to: &out)
    case .integer(let integer): out += String(integer)
    case .boolean(let boolean): out += boolean ? "true" : "false"
    case .time(let seconds): out += number(seconds)
    case .list(let members):
      out += "["
      for (position, member) in members.enumerated() {
        if position > 0 { out += "," }
        write(member, to: &out)
      }
      out += "]"
    case .structure(let fields), .map(let fields):
      out += "{"
      for (position, field) in fields.enumerated() {
        if position > 0 { out += "," }
        JSON.quote(field.name, to: &out)
        out += ":"
        write(field.value, to: &out)
      }
      out += "}"
    }
  }

  /// Unix seconds in the form of AWS: `1.7E9`, every significant digit kept.
  static func number(_ seconds: Int) -> String {
    var digits = String(seconds.magnitude)
    let sign = seconds < 0 ? "-" : ""
    guard digits.utf8.count > 7 else { return sign + digits + ".0" }
    let exponent = digits.utf8.count - 1
    while digits.utf8.count > 2, digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
    return "\(sign)\(digits.prefix(1)).\(digits.dropFirst())E\(exponent)"
  }

  /// Reads a whole number of seconds from any JSON number of sane size; a fraction is dropped.
  static func seconds(_ literal: String) -> Int? {
    let parts = literal.utf8.split(omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "e") }
    guard literal.utf8.count <= 40, let mantissa = parts.first, parts.count <= 2 else { return nil }
    var exponent = 0
    if parts.count == 2 {
      let written = parts[1].first == UInt8(ascii: "+") ? parts[1].dropFirst() : parts[1]
      guard let value = ASCII.integer(written), value <= 15 else { return nil }
      exponent = value
    }
    let halves = mantissa.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let whole = halves.first, halves.count <= 2 else { return nil }
    let fraction = Array(halves.count == 2 ? halves[1] : whole.prefix(0))
    let moved = (0..<exponent).map { $0 < fraction.count ? fraction[$0] : UInt8(ascii: "0") }
    return ASCII.integer(Array(whole) + moved)
  }
}
