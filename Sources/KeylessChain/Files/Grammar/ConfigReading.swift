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

  mutating func refuse(_ reason: String) { refused = reason }

  /// Opens a section, or the one of the same header again; its index.
  mutating func open(_ section: ConfigSection) -> Int {
    if let index = indices[section.header] { return index }
    indices[section.header] = sections.count
    sections.append(section)
    return sections.count - 1
  }

  func contains(header: String) -> Bool { indices[header] != nil }

  mutating func add(_ property: ConfigProperty, to section: Int) {
    sections[section].properties.append(property)
  }

  /// Gives the last property of a section another value.
  mutating func replaceLast(of section: Int, with property: ConfigProperty) {
    sections[section].properties[sections[section].properties.count - 1] = property
  }

  mutating func edit(_ section: Int, _ change: (inout ConfigSection) -> Void) {
    change(&sections[section])
  }

  mutating func report(_ problem: ConfigProblem) { problems.append(problem) }

  /// A tool that stops at a mistake has read nothing.
  mutating func fail(_ problem: ConfigProblem) {
    sections = []
    indices = [:]
    problems.append(problem)
  }
}
