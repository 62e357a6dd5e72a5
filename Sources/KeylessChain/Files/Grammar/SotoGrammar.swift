/// Reads as the shared grammar does.
struct SotoGrammar {
  private let text: ConfigText
  private let role: ConfigFile.Role

  init(_ text: ConfigText, _ role: ConfigFile.Role) {
    self.text = text
    self.role = role
  }

  func read(into reading: inout ConfigReading) { StandardGrammar(text, role).read(into: &reading) }
}
