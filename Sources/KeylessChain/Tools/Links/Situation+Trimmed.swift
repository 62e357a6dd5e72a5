extension Situation {
  /// The first of several variables that is set, where a tool takes one that is all blanks for unset.
  ///
  /// A value that nobody knows is taken to be more than blanks.
  package func variable(
    _ names: [String],
    blankIsUnset: Bool
  ) throws(UnknownInput) -> (name: String, text: Text)? {
    for name in names {
      guard let text = try variable(name) else { continue }
      if blankIsUnset, let value = text.value, value.allSatisfy(\.isWhitespace) { continue }
      return (name, text)
    }
    return nil
  }
}
