import KeylessSource

/// `parseIni` of the SDK for JavaScript v3, and what `getConfigData` makes of its section names.
///
/// A line that is nothing is passed over, keys keep their case, and one mistake alone empties the file: a section `__proto__`.
/// Source: smithy-typescript `packages/shared-ini-file-loader/src`.
struct JavaScriptGrammar {
  private let text: ConfigText
  private let role: ConfigFile.Role

  init(_ text: ConfigText, _ role: ConfigFile.Role) {
    self.text = text
    self.role = role
  }

  private static let kinds: [String: ConfigSection.Kind] = [
    "profile": .profile, "sso-session": .ssoSession, "services": .services,
  ]

  func read(into reading: inout ConfigReading) {
    var section: ConfigSection?
    var outer = ""
    for line in text.lines(.carriageReturnNewline) {
      let content = text.trimmed(beforeComment(line), .javaScript)
      if text.starts(content, with: "["), content.count > 1, text.bytes[content.upperBound - 1] == UInt8(ascii: "]") {
        let inside = content.lowerBound + 1..<content.upperBound - 1
        if ["__proto__", "profile __proto__"].contains(text.string(inside)) {
          reading.fail(
            ConfigProblem(
              "Found invalid profile name \"\(text.string(inside))\"",
              at: text.span(content),
              isFatal: false
            )
          )
          return
        }
        section = key(inside).map { self.section($0, at: content) }
        outer = ""
      } else if let section, let sign = text.first(UInt8(ascii: "="), in: content), sign > content.lowerBound {
        var key = text.located(text.trimmedEnd(content.lowerBound..<sign, .javaScript))
        let value = text.trimmedStart(sign + 1..<content.upperBound, .javaScript)
        if value.isEmpty {
          outer = key.value
          continue
        }
        if text.trimmedStart(line, .javaScript) == line { outer = "" }
        if !outer.isEmpty { key = key.map { outer + "." + $0 } }
        // A section without a value is none.
        reading.add(ConfigProperty(key, text.located(value)), to: reading.open(section))
      }
    }
  }

  /// What stands before the first `#` or `;` at the start or behind a blank.
  private func beforeComment(_ line: Range<Int>) -> Range<Int> {
    var isBlank = true
    var index = line.lowerBound
    while index < line.upperBound {
      let (scalar, length) = text.scalar(at: index, before: line.upperBound)
      if isBlank, scalar == "#" || scalar == ";" { return line.lowerBound..<index }
      isBlank = Blanks.javaScript.contains(scalar)
      index += length
    }
    return line
  }

  /// `profile dev` as `profile.dev`; nil for the like of `[other dev]`, and any other text as it is.
  private func key(_ inside: Range<Int>) -> String? {
    guard let end = text.first(in: inside, where: { !Self.isWord($0) }), end > inside.lowerBound else {
      return inside.isEmpty ? nil : text.string(inside)
    }
    let (blank, length) = text.scalar(at: end, before: inside.upperBound)
    var name = end + length..<inside.upperBound
    guard Blanks.javaScript.contains(blank), !name.isEmpty else { return text.string(inside) }
    for quote in [UInt8(ascii: "\""), UInt8(ascii: "'")]
    where name.count > 2 && text.bytes[name.lowerBound] == quote && text.bytes[name.upperBound - 1] == quote {
      name = name.lowerBound + 1..<name.upperBound - 1
      break
    }
    guard text.bytes[name].allSatisfy({ Self.isWord($0) || "@+.%:/".utf8.contains($0) }) else {
      return text.string(inside)
    }
    let prefix = text.string(inside.lowerBound..<end)
    return Self.kinds[prefix] == nil ? nil : prefix + "." + text.string(name)
  }

  private func section(_ key: String, at header: Range<Int>) -> ConfigSection {
    func section(_ kind: ConfigSection.Kind, _ name: some StringProtocol) -> ConfigSection {
      ConfigSection(kind, Located(String(name), at: text.span(header)), header: key)
    }
    guard role == .config, key != "default" else { return section(.profile, key) }
    guard let dot = key.firstIndex(of: "."), let kind = Self.kinds[String(key[..<dot])] else {
      return section(.ignored, key)
    }
    return section(kind, key[key.index(after: dot)...])
  }

  /// `[\w-]`.
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }
}
