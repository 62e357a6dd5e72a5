import KeylessSource

/// The grammar that the AWS SDKs share, as the SDK for Rust reads it.
struct StandardGrammar {
  private let text: ConfigText
  private let role: ConfigFile.Role

  init(_ text: ConfigText, _ role: ConfigFile.Role) {
    self.text = text
    self.role = role
  }

  func read(into reading: inout ConfigReading) {
    if let range = text.invalidUTF8 {
      reading.report(ConfigProblem("is not UTF-8, and counts as empty", at: text.span(range), isFatal: false))
      return
    }
    defer { reading.keepKeys { $0.utf8.allSatisfy(Self.isName) } }
    var section: Int?
    var isKey = false
    var hasNested = false
    for (number, line) in text.lines(.carriageReturnNewline).enumerated() {
      if text.trimmed(line, .line).isEmpty || text.starts(line, with: "#;") { continue }
      func fail(_ problem: String) {
        reading.fail(
          ConfigProblem(
            "error parsing \(text.path) on line \(number + 1):\n  \(problem)",
            because: problem,
            at: text.span(line),
            isFatal: true
          )
        )
      }
      if text.starts(line, with: "[") {
        let header = text.trimmed(beforeComment(line, blankBefore: false), .line)
        guard header.count >= 2, text.bytes[header.upperBound - 1] == UInt8(ascii: "]") else {
          return fail("Profile definition must end with ']'")
        }
        section = open(header, &reading)
        isKey = false
      } else if let section {
        if text.starts(line, with: " \t") {
          guard isKey else { return fail("Expected a property definition, found continuation") }
          let rest = text.trimmed(line, .line)
          var nested: ConfigProperty?
          if hasNested {
            // A comment is cut to find the sign, and stays in the value.
            let before = text.trimmedEnd(beforeComment(rest, blankBefore: true), .line)
            guard let sign = text.first(UInt8(ascii: "="), in: before) else {
              return fail("Expected an '=' sign defining a sub-property")
            }
            let key = text.trimmed(rest.lowerBound..<sign, .line)
            guard !key.isEmpty else { return fail("Sub-property did not have a name") }
            nested = ConfigProperty(text.located(key), text.located(text.trimmed(sign + 1..<rest.upperBound, .line)))
          }
          reading.editLast(of: section) { last in
            if let nested { last.nested.append(nested) }
            last.value.value += "\n" + text.string(rest)
            last.value.span.range = last.value.span.range.lowerBound..<rest.upperBound
          }
        } else {
          let line = text.trimmedEnd(beforeComment(line, blankBefore: true), .line)
          guard let sign = text.first(UInt8(ascii: "="), in: line) else {
            return fail("Expected an '=' sign defining a property")
          }
          let key = text.trimmed(line.lowerBound..<sign, .line)
          guard !key.isEmpty else { return fail("Property did not have a name") }
          let value = text.trimmed(sign + 1..<line.upperBound, .line)
          (isKey, hasNested) = (true, value.isEmpty)
          reading.add(ConfigProperty(text.located(key).map { $0.lowercased() }, text.located(value)), to: section)
        }
      } else {
        return fail("Expected a profile definition")
      }
    }
  }

  private func beforeComment(_ line: Range<Int>, blankBefore: Bool) -> Range<Int> {
    for index in line where text.bytes[index] == UInt8(ascii: "#") || text.bytes[index] == UInt8(ascii: ";") {
      if !blankBefore || (index > line.lowerBound && text.starts(index - 1..<index, with: " \t")) {
        return line.lowerBound..<index
      }
    }
    return line
  }

  private func open(_ header: Range<Int>, _ reading: inout ConfigReading) -> Int {
    let inside = text.trimmed(header.lowerBound + 1..<header.upperBound - 1, .line)
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var (kind, name) = (ConfigSection.Kind.profile, inside)
    var isPrefixed = false
    if let end = text.first(in: inside, where: isBlank) {
      isPrefixed = true
      name = text.trimmedStart(end..<inside.upperBound, .line)
      switch text.string(inside.lowerBound..<end) {
      case "profile": kind = .profile
      case "sso-session": kind = .ssoSession
      case "services": kind = .services
      default: (kind, name) = (.ignored, inside)
      }
    }
    switch role {
    case .config: if !isPrefixed, text.string(name) != "default" { kind = .ignored }
    case .credentials: if isPrefixed { kind = .ignored }
    }
    if !isName(name) { kind = .ignored }
    if kind == .ignored { name = inside }
    let prefix =
      switch kind {
      case .profile: isPrefixed ? "profile " : ""
      case .ssoSession: "sso-session "
      case .services: "services "
      case .ignored: ""
      }
    return reading.open(
      ConfigSection(
        kind,
        Located(text.string(name), at: text.span(header)),
        header: prefix + text.string(name)
      )
    )
  }

  /// Whether it matches `[A-Za-z0-9_\-/.%@:+]+`.
  private func isName(_ range: Range<Int>) -> Bool {
    !range.isEmpty && text.bytes[range].allSatisfy(Self.isName)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "_-/.%@:+".utf8.contains(byte)
    }
  }
}
