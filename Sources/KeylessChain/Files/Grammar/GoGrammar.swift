import KeylessSource

/// `internal/ini` of aws-sdk-go-v2 as of 1.8, with what `config/shared_config.go` makes of its section names.
struct GoGrammar {
  private let text: ConfigText
  private let role: ConfigFile.Role

  init(_ text: ConfigText, _ role: ConfigFile.Role) {
    self.text = text
    self.role = role
  }

  func read(into reading: inout ConfigReading) {
    // What stands before the first section, or in one without a name, counts for nothing.
    var section: Int?
    var isKey = false
    for line in text.lines(.newline) {
      if text.trimmed(line, .go).isEmpty || text.starts(text.trimmedStart(line, .line), with: "#;") { continue }
      let isIndented = text.starts(line, with: " \t")
      if let header = header(line) {
        isKey = false
        section = nil
        let name = name(header)
        if !name.isEmpty { section = reading.open(self.section(name, at: header)) }
      } else if !isIndented, let (key, value) = property(text.trimmedEnd(beforeValueComment(line), .line)) {
        guard let section else { continue }
        isKey = true
        reading.add(ConfigProperty(key, value), to: section)
      } else if isIndented {
        guard let section, isKey else { continue }
        let rest = text.trimmedStart(line, .line)
        let nested = property(rest)
        reading.editLast(of: section) { last in
          if let (key, value) = nested {
            // Only an empty value has any, and only the first is kept.
            if last.value.value.isEmpty, last.nested.isEmpty { last.nested = [ConfigProperty(key, value)] }
          } else if !last.value.value.isEmpty {
            last.value.value += "\n" + text.string(rest)
            last.value.span.range = last.value.span.range.lowerBound..<rest.upperBound
          }
        }
      }
      // Any other line is passed over.
    }
  }

  /// What stands before the first `#` or `;`, wherever it is.
  private func beforeComment(_ line: Range<Int>) -> Range<Int> {
    let end = text.first(in: line) { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: ";") }
    return line.lowerBound..<(end ?? line.upperBound)
  }

  /// What stands before the first `#` or `;` that follows a blank.
  private func beforeValueComment(_ line: Range<Int>) -> Range<Int> {
    var isBlank = false
    for index in line {
      let byte = text.bytes[index]
      if isBlank, byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";") { return line.lowerBound..<index }
      isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
    return line
  }

  /// A header with its brackets, which may be indented.
  private func header(_ line: Range<Int>) -> Range<Int>? {
    let range = text.trimmed(beforeComment(line), .go)
    guard range.count >= 2, text.starts(range, with: "["), text.bytes[range.upperBound - 1] == UInt8(ascii: "]") else {
      return nil
    }
    return range
  }

  /// `profile dev`, with one space whatever stood between; a name alone as it is.
  private func name(_ header: Range<Int>) -> String {
    let inside = text.trimmed(header.lowerBound + 1..<header.upperBound - 1, .go)
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    guard let end = text.first(in: inside, where: isBlank) else { return text.string(inside) }
    let rest = text.trimmedStart(end..<inside.upperBound, .line)
    return text.string(inside.lowerBound..<end) + " " + text.string(rest)
  }

  private func section(_ name: String, at header: Range<Int>) -> ConfigSection {
    func section(_ kind: ConfigSection.Kind, _ short: Substring) -> ConfigSection {
      ConfigSection(kind, Located(String(short), at: text.span(header)), header: name)
    }
    if name.hasScalarPrefix("profile ") {
      return role == .config ? section(.profile, name.dropFirst("profile ".count)) : section(.ignored, name[...])
    }
    if name.hasScalarPrefix("sso-session ") { return section(.ssoSession, name.dropFirst("sso-session ".count)) }
    if name.hasScalarPrefix("services") {
      return section(.services, name.hasScalarPrefix("services ") ? name.dropFirst("services ".count) : name[...])
    }
    return section(role == .credentials || name.lowercased() == "default" ? .profile : .ignored, name[...])
  }

  /// `key = value` or `key: value`, whichever sign comes first, unquoted as older releases did.
  private func property(_ range: Range<Int>) -> (Located<String>, Located<String>)? {
    guard let sign = text.first(in: range, where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }) else {
      return nil
    }
    let key = text.trimmed(range.lowerBound..<sign, .go)
    var value = text.trimmed(sign + 1..<range.upperBound, .go)
    for quote in [UInt8(ascii: "'"), UInt8(ascii: "\"")]
    where value.count > 2 && text.bytes[value.lowerBound] == quote && text.bytes[value.upperBound - 1] == quote {
      value = value.lowerBound + 1..<value.upperBound - 1
      break
    }
    return (text.located(key).map { $0.lowercased() }, text.located(value).map(unescaped))
  }

  private func unescaped(_ value: String) -> String {
    guard value.utf8.contains(UInt8(ascii: "\\")) else { return value }
    return value.replacing("\\\"", with: "\"").replacing("\\'", with: "'").replacing("\\n", with: "\n")
  }
}
