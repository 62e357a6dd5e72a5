import KeylessSource

/// What Soto, PHP's `parse_ini_file` and .NET read as everyone does, `[name]`, `key = value` and whole lines of comment, and what
/// each makes of a name that appears twice.
///
/// Nobody here has run the three, so a line that their parsers may take in another way (quotes, comments behind a value,
/// indented lines) makes the whole file unknown instead of a guess. Sources: soto-core `INIParser.swift`, php-src
/// `ext/standard/basic_functions.c`, aws-sdk-net `IniFile.cs` and `SharedCredentialsFile.cs`.
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
    var isHeaderSeen = false
    var keys: Set<String> = []
    for (number, line) in text.lines(.carriageReturnNewline).enumerated() {
      if line.isEmpty || text.starts(line, with: "#;") { continue }
      if let header = header(line) {
        isHeaderSeen = true
        section = open(self.section(text.string(header), at: line), &reading)
        keys = []
      } else if isHeaderSeen, let (key, value) = property(line) {
        guard let section else { continue }
        // .NET drops the section; the others take the last of them.
        if !keys.insert(key.value).inserted, dialect == .dotNet { reading.ignore(section) }
        reading.add(ConfigProperty(key, value), to: section)
      } else {
        return reading.refuse(
          "is not read alike by every SDK: line \(number + 1) is more than `[name]` or `key = value`",
          at: line
        )
      }
    }
    if dialect == .soto {
      // A line ends with `\n` there, and one that ends with `\r\n` does not.
      if let index = text.bytes.firstIndex(of: UInt8(ascii: "\r")) {
        return reading.refuse(
          "ends a line with a carriage return, which Soto does not take for an end",
          at: index..<index + 1
        )
      }
      reading.keepSections { !$0.properties.isEmpty }
    }
  }

  /// Nil where the tool reads only the first section of that name.
  private func open(_ section: ConfigSection, _ reading: inout ConfigReading) -> Int? {
    switch dialect {
    case .php: reading.replace(section)
    case .dotNet: reading.has(section.header) ? nil : reading.open(section)
    default: reading.open(section)
    }
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
      text.bytes[value].allSatisfy(isPlain)
    else { return nil }
    // Soto leaves out every blank, also within a value.
    return (text.located(key), text.located(value).map { dialect == .soto ? $0.filter { $0 != " " } : $0 })
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

  private func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && !"\"'#;\\$".utf8.contains(byte)
      && !(dialect == .soto && "[]".utf8.contains(byte))
  }
}
