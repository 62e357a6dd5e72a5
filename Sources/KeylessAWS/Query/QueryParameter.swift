/// One named value of a request; its value may be a secret, so its description shows the name only.
package struct QueryParameter: Sendable, CustomStringConvertible, CustomReflectable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  package var description: String { name }
  package var customMirror: Mirror { Mirror(self, children: ["name": name]) }

  /// Byte order of the names.
  func precedes(_ other: QueryParameter) -> Bool { name.utf8.lexicographicallyPrecedes(other.name.utf8) }

  /// Part of the authentication of a presigned request, not of the call.
  var isSigning: Bool { name.utf8.first == UInt8(ascii: "X") && name.utf8.starts(with: "X-Amz-".utf8) }

  /// Reads one pair of a form.
  ///
  /// Only printable ASCII may stand unescaped; a decoded value is valid UTF-8 without controls other
  /// than tab and line breaks, which policies contain; a name is printable ASCII of at most 128 bytes.
  init(encoded pair: ArraySlice<UInt8>) throws(QueryError) {
    guard pair.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .malformedQuery("a character must be escaped") }
    guard !pair.isEmpty else { throw .malformedQuery("a parameter is empty") }
    let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
    guard let name = PercentEncoding.decode(pair[..<equals], plusIsSpace: true),
      let value = PercentEncoding.decode(pair[equals...].dropFirst(), plusIsSpace: true)
    else { throw .malformedQuery("an escape is not two hexadecimal digits") }
    guard !name.isEmpty, name.count <= 128, name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw .malformedQuery("a parameter name is not 1 to 128 printable ASCII characters")
    }
    guard value.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else {
      throw .malformedQuery("a value contains a control character")
    }
    guard let text = String(validating: value, as: UTF8.self) else {
      throw .malformedQuery("a value is not valid UTF-8")
    }
    self.name = String(decoding: name, as: UTF8.self)
    self.value = text
  }
}
