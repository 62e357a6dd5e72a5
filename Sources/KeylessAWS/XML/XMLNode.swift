/// A part of an XML answer that is put together by hand, as S3's answers are: no envelope, lists without a wrapper.
package struct XMLNode: Sendable {
  package enum Content: Sendable {
    case text(String)
    case children([XMLNode])
  }

  package var name: String
  /// Written as they are: names and values are ours.
  package var attributes: [(name: String, value: String)]
  package var content: Content

  package init(_ name: String, _ text: String) {
    self.name = name
    attributes = []
    content = .text(text)
  }

  package init(_ name: String, attributes: [(name: String, value: String)] = [], _ children: [XMLNode]) {
    self.name = name
    self.attributes = attributes
    content = .children(children)
  }

  /// What was read, without its attributes.
  package init(_ element: WireElement) {
    self.init(element.name, element.children.map { XMLNode($0) })
    if element.children.isEmpty { content = .text(element.text) }
  }

  /// Nothing where there is no text.
  package static func optional(_ name: String, _ text: String?) -> [XMLNode] { text.map { [XMLNode(name, $0)] } ?? [] }

  /// A whole document with its declaration; the namespace is the root's.
  package func document(namespace: String? = nil) -> [UInt8] {
    var out = ByteSink(capacity: 1024)
    out.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    var root = self
    if let namespace { root.attributes.insert((name: "xmlns", value: namespace), at: 0) }
    root.write(to: &out)
    return out.bytes
  }

  /// The element alone.
  package var text: String {
    var out = ByteSink(capacity: 256)
    write(to: &out)
    return String(decoding: out.bytes, as: UTF8.self)
  }

  private func write(to out: inout ByteSink) {
    out.put("<")
    out.put(name)
    for attribute in attributes { out.put(" \(attribute.name)=\"\(attribute.value)\"") }
    out.put(">")
    switch content {
    case .text(let text): XMLWriter.escape(text, to: &out)
    case .children(let children): for child in children { child.write(to: &out) }
    }
    out.put("</")
    out.put(name)
    out.put(">")
  }
}
