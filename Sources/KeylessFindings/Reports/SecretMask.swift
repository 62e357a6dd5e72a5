import KeylessSource

/// Hides the values of secrets in a text that is quoted, byte for byte, so that places stay where they are.
///
/// A secret is what stands behind a name that AWS and its tools give to one, an access key id, or a signed token. Too much
/// may be hidden, which costs a reader nothing; references to variables are not values and stay.
enum SecretMask {
  static func masked(_ bytes: [UInt8]) -> [UInt8] {
    var out = bytes
    for name in names { hide(behind: Array(name.utf8), in: bytes, &out) }
    for start in Self.beginnings { hide(beginning: Array(start.utf8), in: bytes, &out) }
    hideKeys(bytes, &out)
    return out
  }

  /// Hides what a line says at the places and behind them; of a name's line what stands behind the name.
  static func masked(_ bytes: [UInt8], at secrets: [SourceSpan]) -> [UInt8] {
    var out = bytes
    for span in secrets {
      let start = min(span.range.upperBound, bytes.count)
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      for place in start..<end where out[place] > 0x20 && !"=:\"'".utf8.contains(out[place]) {
        out[place] = UInt8(ascii: "*")
      }
    }
    return out
  }

  /// In lower case, with `_` for `-` too.
  private static let names = [
    "access_key", "secret_key", "access_key_id", "secret_access_key", "session_token", "web_identity_token", "token",
    "password",
  ]

  /// Of access key ids, signed tokens, and the tokens of GitHub and GitLab.
  private static let beginnings = [
    "AKIA", "ASIA", "eyJ", "ghp_", "gho_", "ghs_", "ghu_", "ghr_", "github_pat_", "glpat-", "gldt-", "glrt-", "glcbt-",
    "glptt-",
  ]

  private static func hide(behind name: [UInt8], in bytes: [UInt8], _ out: inout [UInt8]) {
    guard bytes.count > name.count else { return }
    var index = 0
    while index + name.count < bytes.count {
      guard isName(name, bytes, index) else {
        index += 1
        continue
      }
      index += name.count
      guard let value = value(behind: index, bytes) else { continue }
      for place in value where out[place] > 0x20 { out[place] = UInt8(ascii: "*") }
      index = value.upperBound
    }
  }

  private static func isName(_ name: [UInt8], _ bytes: [UInt8], _ index: Int) -> Bool {
    for offset in name.indices {
      let byte = bytes[index + offset]
      let folded = byte == UInt8(ascii: "-") ? UInt8(ascii: "_") : (65...90).contains(byte) ? byte + 32 : byte
      if folded != name[offset] { return false }
    }
    // `id-token: write` and `AWS_TOKEN:` name no value.
    guard name.elementsEqual("token".utf8), index > 0 else { return true }
    return !isWord(bytes[index - 1]) && !"-_".utf8.contains(bytes[index - 1])
  }

  /// What is assigned behind a name, in quotes or up to the end of the line; nil when nothing is, or a reference.
  private static func value(behind index: Int, _ bytes: [UInt8]) -> Range<Int>? {
    var index = index
    func skip(_ set: String) { while index < bytes.count, set.utf8.contains(bytes[index]) { index += 1 } }
    skip("\"' \t")
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") || bytes[index] == UInt8(ascii: ":") else {
      return nil
    }
    index += 1
    skip(" \t")
    guard index < bytes.count else { return nil }
    let quote = bytes[index]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    if isQuoted { index += 1 }
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n"), !isQuoted || bytes[index] != quote {
      if !isQuoted, " \t,}#".utf8.contains(bytes[index]) { break }
      index += 1
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    let isReference = ["$", "var.", "local.", "data.", "module.", "each.", "secrets."].contains { text.hasPrefix($0) }
    return text.isEmpty || isReference ? nil : start..<index
  }

  private static func hide(beginning start: [UInt8], in bytes: [UInt8], _ out: inout [UInt8]) {
    var index = 0
    while index + start.count < bytes.count {
      guard bytes[index] == start[0], bytes[index..<index + start.count].elementsEqual(start),
        index == 0 || !isWord(bytes[index - 1])
      else {
        index += 1
        continue
      }
      var end = index
      while end < bytes.count, isWord(bytes[end]) || ".-_+/=".utf8.contains(bytes[end]) { end += 1 }
      // Shorter ones are words that begin alike.
      if end - index >= 16 { for place in index..<end { out[place] = UInt8(ascii: "*") } }
      index = end
    }
  }

  private static func hideKeys(_ bytes: [UInt8], _ out: inout [UInt8]) {
    var start = 0
    for index in 0...bytes.count where index == bytes.count || !SecretKeyForm.isPart(bytes[index]) {
      if SecretKeyForm.fits(bytes[start..<index]) {
        for place in start..<index { out[place] = UInt8(ascii: "*") }
      }
      start = index + 1
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
