import KeylessSource

/// What Soto, PHP's `parse_ini_file` and .NET read as everyone does: `[name]`, `key = value` and whole lines of comment.
///
/// Nobody here has run the three, so a line that their parsers may take in another way (quotes, comments behind a value,
/// indented lines, a section twice) makes the whole file unknown instead of a guess.
struct PlainGrammar {
  private let text: ConfigText
  private let role: ConfigFile.Role
  private let dialect: ConfigDialect

  init(_ text: ConfigText, _ role: ConfigFile.Role, _ dialect: ConfigDialect) {
    self.text = text
    self.role = role
    self.dialect = dialect
  }

  func read(into reading: inout ConfigReading) {
    var section: Int?
    var names: Set<String> = []
    var keys: Set<String> = []
    for (number, line) in text.lines(.carriageReturnNewline).enumerated() {
      if line.isEmpty || text.starts(line, with: "#;") { continue }
      if let header = header(line) {
        let found = self.section(text.string(header), at: line)
        guard names.insert("\(found.kind) \(found.name.value)").inserted else {
          return refuse(number, "names a section again", &reading)
        }
        section = reading.open(found)
        keys = []
      } else if let section, let (key, value) = property(line) {
        guard keys.insert(key.value).inserted else { return refuse(number, "names a key again", &reading) }
        reading.add(ConfigProperty(key, value), to: section)
      } else {
        return refuse(number, "is more than `[name]` or `key = value`", &reading)
      }
    }
  }

  private func refuse(_ number: Int, _ why: String, _ reading: inout ConfigReading) {
    reading.refuse("is not read alike by every SDK: line \(number + 1) \(why)")
  }

  private func header(_ line: Range<Int>) -> Range<Int>? {
    guard line.count > 2, text.starts(line, with: "["), text.bytes[line.upperBound - 1] == UInt8(ascii: "]") else {
      return nil
    }
    let inside = line.lowerBound + 1..<line.upperBound - 1
    let parts = text.bytes[inside].split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isName) }) else { return nil }
    return inside
  }

  private func property(_ line: Range<Int>) -> (Located<String>, Located<String>)? {
    guard let sign = text.first(UInt8(ascii: "="), in: line) else { return nil }
    let key = text.trimmedEnd(line.lowerBound..<sign, .line)
    let value = text.trimmed(sign + 1..<line.upperBound, .line)
    guard !key.isEmpty, text.bytes[key].allSatisfy({ Self.isName($0) && !Self.isUpper($0) }),
      text.bytes[value].allSatisfy(Self.isPlain)
    else { return nil }
    return (text.located(key), text.located(value))
  }

  private func section(_ header: String, at line: Range<Int>) -> ConfigSection {
    var (kind, name) = (ConfigSection.Kind.profile, header[...])
    for (prefix, found) in [
      ("profile ", ConfigSection.Kind.profile), ("sso-session ", .ssoSession), ("services ", .services),
    ]
    where header.hasScalarPrefix(prefix) {
      // .NET takes `[profile dev]` in the credentials file too.
      kind = role == .config || (dialect == .dotNet && found == .profile) ? found : .ignored
      name = header.dropFirst(prefix.count)
    }
    // PHP drops `profile ` from the names of the config file and asks no more of them.
    if role == .config, name == header[...], header != "default", dialect != .php { kind = .ignored }
    return ConfigSection(kind, Located(String(name), at: text.span(line)), header: header)
  }

  private static func isUpper(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: false
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && !"\"'#;\\$".utf8.contains(byte)
  }
}
