/// JSON numbers with the digits that mean something.
enum Figures {
  static func number(_ value: Double) -> String {
    let scaled = (value * 1000).rounded() / 1000
    return scaled == scaled.rounded() && abs(scaled) < 1e15 ? String(Int(scaled)) : String(scaled)
  }

  static func object(_ members: [(String, String)]) -> String {
    "{ " + members.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + " }"
  }
}
