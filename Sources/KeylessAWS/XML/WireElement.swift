/// A response as the client reads it, or the XML of a request: named elements with text or children.
package struct WireElement: Sendable {
  package var name: String
  package var text: String
  package var children: [WireElement]

  package init(_ name: String, text: String = "", children: [WireElement] = []) {
    self.name = name
    self.text = text
    self.children = children
  }

  /// Reads an XML document of at most that many bytes.
  package init(xml bytes: [UInt8], sizeLimit: Int = 1 << 20) throws(XMLError) {
    self = try XMLReader.parse(bytes, sizeLimit: sizeLimit)
  }

  /// The only child of that name; nil when there is none, or more than one and so no single answer.
  package func child(_ name: String) -> WireElement? {
    let found = children.filter { ASCII.equal($0.name, name) }
    return found.count == 1 ? found[0] : nil
  }

  package func string(_ name: String) -> String? {
    guard let child = child(name), child.children.isEmpty else { return nil }
    return child.text
  }

  /// Unix seconds from ISO 8601 or from a JSON number.
  package func time(_ name: String) -> Int? {
    guard let text = string(name) else { return nil }
    return WireTime.parseExtended(text) ?? WireJSON.seconds(text)
  }

  package func integer(_ name: String) -> Int? { string(name).flatMap { ASCII.integer($0.utf8) } }
}
