import KeylessSource

/// Python's `configparser.RawConfigParser`, as botocore's `configloader` uses it.
///
/// Strict: a section or an option that appears twice is an error, and so is a line that is neither; all of them have one text,
/// which says only the file. Source: botocore `configloader.py`, CPython `configparser.py` (3.11).
struct PythonGrammar {
  private let text: ConfigText
  private let role: ConfigFile.Role

  init(_ text: ConfigText, _ role: ConfigFile.Role) {
    self.text = text
    self.role = role
  }

  private struct Option {
    var name: Located<String>
    /// The stretches of its value, one per line; an empty one for each blank line between.
    var lines: [Range<Int>]
  }

  private struct Section {
    var header: Located<String>
    var options: [Option] = []
    /// By bytes: to Python two spellings of one letter are two names.
    var names: Set<[UInt8]> = []
  }

  func read(into reading: inout ConfigReading) {
    do {
      let (defaults, sections) = try parse()
      guard sections.count <= ConfigFile.Limit.sections,
        sections.count * defaults.options.count <= ConfigFile.Limit.lines
      else { return reading.refuse("has more sections and defaults than keyless unites") }
      // Read once, whichever sections have them; one that cannot be read is a mistake only there.
      let common = defaults.options.map { option in
        (Array(option.name.value.utf8), Result { () throws(Mistake) in try property(option) })
      }
      for section in sections {
        var properties: [ConfigProperty] = []
        // An option of `[DEFAULT]` counts in every section that has none of its own.
        for (name, property) in common where !section.names.contains(name) { properties.append(try property.get()) }
        for option in section.options { properties.append(try property(option)) }
        add(section.header, properties, &reading)
      }
    } catch {
      reading.fail(
        ConfigProblem(
          "Unable to parse config file: \(text.path)",
          because: error.reason,
          at: text.span(error.range),
          isFatal: true
        )
      )
    }
  }

  private func parse() throws(Mistake) -> (defaults: Section, sections: [Section]) {
    if let range = text.invalidUTF8 { throw Mistake("is not UTF-8", range) }
    var defaults = Section(header: Located("DEFAULT", at: text.span(0..<0)))
    var sections: [Section] = []
    var seen: Set<[UInt8]> = []
    // Nil before the first header; -1 in `[DEFAULT]`.
    var current: Int?
    var isOption = false
    var indent = 0

    func edit(_ index: Int, _ change: (inout Section) -> Void) {
      if index < 0 { change(&defaults) } else { change(&sections[index]) }
    }

    for line in text.lines(.any) {
      let value = text.trimmed(line, .python)
      if value.isEmpty || text.starts(value, with: "#;") {
        // A blank line is part of a value; a comment in between is not.
        if value.isEmpty, isOption, let current {
          edit(current) { $0.options[$0.options.count - 1].lines.append(value) }
        }
        continue
      }
      let depth = text.scalars(line.lowerBound..<value.lowerBound)
      if isOption, depth > indent, let current {
        edit(current) { $0.options[$0.options.count - 1].lines.append(value) }
        continue
      }
      indent = depth
      if let header = header(value) {
        let name = text.string(header)
        isOption = false
        if name == "DEFAULT" {
          current = -1
          continue
        }
        guard seen.insert(Array(name.utf8)).inserted else { throw Mistake("the section appears twice", value) }
        current = sections.count
        sections.append(Section(header: Located(name, at: text.span(value.lowerBound..<header.upperBound + 1))))
        continue
      }
      guard let current else { throw Mistake("stands before the first section", value) }
      guard let delimiter = text.first(in: value, where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") })
      else { throw Mistake("is neither a section nor a `key = value`", value) }
      let name = text.trimmedEnd(value.lowerBound..<delimiter, .python)
      guard !name.isEmpty else {
        throw Mistake("has no name before `\(text.string(delimiter..<delimiter + 1))`", value)
      }
      let option = Option(
        name: text.located(name).map { $0.lowercased() },
        lines: [text.trimmedStart(delimiter + 1..<value.upperBound, .python)]
      )
      var isNew = false
      edit(current) {
        isNew = $0.names.insert(Array(option.name.value.utf8)).inserted
        $0.options.append(option)
      }
      guard isNew else { throw Mistake("the option appears twice in its section", name) }
      isOption = true
    }
    return (defaults, sections)
  }

  /// The text between `[` and the last `]` of a line that begins with `[`.
  private func header(_ line: Range<Int>) -> Range<Int>? {
    guard text.starts(line, with: "["), let end = text.bytes[line].lastIndex(of: UInt8(ascii: "]")),
      end > line.lowerBound + 1
    else { return nil }
    return line.lowerBound + 1..<end
  }

  private func property(_ option: Option) throws(Mistake) -> ConfigProperty {
    var lines = option.lines
    while lines.count > 1, lines[lines.count - 1].isEmpty { lines.removeLast() }
    let value = Located(
      lines.map(text.string).joined(separator: "\n"),
      at: text.span(lines[0].lowerBound..<lines[lines.count - 1].upperBound)
    )
    guard lines[0].isEmpty, lines.count > 1 else { return ConfigProperty(option.name, value) }
    var nested: [ConfigProperty] = []
    for line in lines.dropFirst().flatMap(text.pythonLines) {
      let line = text.trimmed(line, .python)
      if line.isEmpty { continue }
      guard let sign = text.first(UInt8(ascii: "="), in: line) else {
        throw Mistake("is indented below an empty value, and has no `=`", line)
      }
      nested.append(
        ConfigProperty(
          text.located(text.trimmedEnd(line.lowerBound..<sign, .python)),
          text.located(text.trimmedStart(sign + 1..<line.upperBound, .python))
        )
      )
    }
    return ConfigProperty(option.name, value, nested: nested)
  }

  private func add(_ header: Located<String>, _ properties: [ConfigProperty], _ reading: inout ConfigReading) {
    var (kind, name) = (ConfigSection.Kind.profile, Optional(header.value))
    if role == .config {
      if header.value.hasScalarPrefix("profile") {
        name = ShellWords.second(of: header.value)
      } else if header.value.hasScalarPrefix("sso-session") {
        (kind, name) = (.ssoSession, ShellWords.second(of: header.value))
      } else if header.value.hasScalarPrefix("services") {
        (kind, name) = (.services, ShellWords.second(of: header.value))
      } else if header.value != "default" {
        name = nil
      }
    }
    let located = Located(name ?? header.value, at: header.span)
    _ = reading.open(ConfigSection(name == nil ? .ignored : kind, located, header: header.value, properties))
  }
}

extension PythonGrammar {
  private struct Mistake: Error {
    let reason: String
    let range: Range<Int>

    init(_ reason: String, _ range: Range<Int>) {
      self.reason = reason
      self.range = range
    }
  }
}
