import KeylessSource

extension JSONNode {
  /// The text of a string that is not empty.
  var text: String? {
    guard case .string(let text) = value, !text.isEmpty else { return nil }
    return text
  }

  var integer: Int? {
    guard case .number(let number) = value else { return nil }
    return number.integer
  }
}
