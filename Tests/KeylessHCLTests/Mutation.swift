import KeylessTesting

/// A text with something wrong in it.
enum Mutation {
  private static let pieces = [
    "{", "}", "[", "]", "(", ")", "\"", "${", "%{", "~}", "=", ":", ",", ".", "...", "=>", "\n", " ", "<<E\n", "<<-E\n",
    "\nE\n",
    "for", "if", "in", "a", "1", "*", "?", "::", "#", "/*", "*/", "\\", "$${", "%{ if true }", "%{ endif }", "-", "!",
    "é",
  ]

  static func of(_ source: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var text = source
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 0...text.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0 where place < text.count: text.remove(at: place)
      case 1 where place < text.count:
        let end = min(text.count, place + Int.random(in: 1...12, using: &random))
        text.removeSubrange(place..<end)
      case 2 where !text.isEmpty:
        let end = min(text.count, place + Int.random(in: 1...12, using: &random))
        text.insert(contentsOf: Array(text[min(place, end)..<end]), at: Int.random(in: 0...text.count, using: &random))
      default: text.insert(contentsOf: Array((pieces.randomElement(using: &random) ?? "").utf8), at: place)
      }
    }
    return text
  }
}
