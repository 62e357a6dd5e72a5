/// What an action answers, before it becomes XML or JSON.
package enum WireValue: Sendable {
  case text(String)
  case integer(Int)
  case boolean(Bool)
  /// Unix seconds: ISO 8601 in XML, a number in JSON.
  case time(Int)
  /// `<member>` elements in XML, an array in JSON; an empty list is still written.
  case list([WireValue])
  case structure([Field])
  /// `<entry>` elements with a `<key>` and a `<value>` in XML, an object in JSON.
  case map([Field])

  package struct Field: Sendable {
    package var name: String
    package var value: WireValue

    package init(_ name: String, _ value: WireValue) {
      self.name = name
      self.value = value
    }
  }
}

extension WireValue {
  /// A member of a structure.
  package subscript(name: String) -> WireValue? {
    guard case .structure(let fields) = self else { return nil }
    return fields.first { ASCII.equal($0.name, name) }?.value
  }
}

extension WireValue.Field {
  /// An absent member is not written at all.
  package static func optional(_ name: String, _ text: String?) -> [Self] {
    text.map { [Self(name, .text($0))] } ?? []
  }
}
