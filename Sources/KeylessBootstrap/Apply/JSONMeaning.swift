import KeylessSource

/// JSON as IAM takes it: the order of an object's members says nothing.
enum JSONMeaning {
  static func json(_ text: String) -> JSON? { try? JSONParser.parse(Array(text.utf8)).plain }

  static func isSame(_ left: String, _ right: String) -> Bool {
    guard let left = json(left), let right = json(right) else { return left.utf8.elementsEqual(right.utf8) }
    return sorted(left).compact.utf8.elementsEqual(sorted(right).compact.utf8)
  }

  private static func sorted(_ json: JSON) -> JSON {
    switch json {
    case .object(let members):
      .object(
        members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
          .map { JSON.Member($0.name, sorted($0.value)) }
      )
    case .array(let elements): .array(elements.map(sorted))
    default: json
    }
  }
}
