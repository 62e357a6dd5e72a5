import KeylessAWS

extension WireElement {
  /// Refuses children with other names, or one that stands there twice and may not.
  func only(_ names: String..., repeated: [String] = []) throws(QueryError) {
    for child in children {
      let isKnown = (names + repeated).contains { ASCII.equal($0, child.name) }
      let isRepeated = repeated.contains { ASCII.equal($0, child.name) }
      guard isKnown, isRepeated || children.count(where: { ASCII.equal($0.name, child.name) }) == 1 else {
        throw .malformedXML
      }
    }
  }

  func all(_ name: String) -> [WireElement] { children.filter { ASCII.equal($0.name, name) } }

  /// The one child of that name.
  func required(_ name: String) throws(QueryError) -> WireElement {
    guard let child = child(name) else { throw .malformedXML }
    return child
  }

  /// The text of a child that is one of a few words.
  func word(_ name: String, _ words: [String]) throws(QueryError) -> String {
    guard let text = string(name), words.contains(where: { ASCII.equal($0, text) }) else { throw .malformedXML }
    return text
  }

  /// `true` or `false` in any case; the default where it is missing.
  func flag(_ name: String, default missing: Bool = false) throws(QueryError) -> Bool {
    guard child(name) != nil else { return missing }
    guard let text = string(name) else { throw .malformedXML }
    if ASCII.equalIgnoringCase(text, "true") { return true }
    if ASCII.equalIgnoringCase(text, "false") { return false }
    throw .malformedXML
  }
}
