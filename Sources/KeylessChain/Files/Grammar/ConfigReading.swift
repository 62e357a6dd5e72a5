import KeylessSource

/// What a grammar has found so far.
struct ConfigReading {
  private(set) var sections: [ConfigSection] = []
  private(set) var problems: [ConfigProblem] = []
  private var indices: [String: Int] = [:]

  private var refused: String?

  /// Why the file is more than is read.
  var refusal: String? {
    refused
      ?? (sections.count > ConfigFile.Limit.sections ? "has more than \(ConfigFile.Limit.sections) sections" : nil)
  }

  /// The line to blame; empty where it is the file as a whole.
  private(set) var refusedRange = 0..<0

  mutating func refuse(_ reason: String, at range: Range<Int> = 0..<0) {
    refused = reason
    refusedRange = range
  }

  /// Opens a section, or the one of the same header again; its index.
  mutating func open(_ section: ConfigSection) -> Int {
    if let index = indices[section.header] { return index }
    indices[section.header] = sections.count
    sections.append(section)
    return sections.count - 1
  }

  /// Whether a section of this header was opened before.
  func has(_ header: String) -> Bool { indices[header] != nil }

  /// Puts a section in the place of an earlier one of its header.
  mutating func replace(_ section: ConfigSection) -> Int {
    let index = open(section)
    sections[index] = section
    return index
  }

  /// Leaves a section out, as a tool does that finds it wrong.
  mutating func ignore(_ section: Int) { sections[section].kind = .ignored }

  mutating func add(_ property: ConfigProperty, to section: Int) {
    sections[section].properties.append(property)
  }

  /// Changes the last property of a section where it stands; a copy for each of its lines would take quadratic time.
  mutating func editLast(of section: Int, _ change: (inout ConfigProperty) -> Void) {
    change(&sections[section].properties[sections[section].properties.count - 1])
  }

  /// Drops the sections that a dialect takes for none.
  mutating func keepSections(where holds: (ConfigSection) -> Bool) { sections.removeAll { !holds($0) } }

  /// Drops the keys that a dialect ignores.
  mutating func keepKeys(where holds: (String) -> Bool) {
    for index in sections.indices { sections[index].properties.removeAll { !holds($0.name.value) } }
  }

  mutating func report(_ problem: ConfigProblem) { problems.append(problem) }

  /// A tool that stops at a mistake has read nothing.
  mutating func fail(_ problem: ConfigProblem) {
    sections = []
    indices = [:]
    problems.append(problem)
  }
}
