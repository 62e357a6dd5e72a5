@testable import KeylessAWS

/// The form decoder as it was before it was made fast: pair by pair, with nothing but `QueryParameter(encoded:)`.
struct ReferenceForm: Equatable {
  var action: String
  var version: String
  var parameters: [[UInt8]]

  init(_ bytes: [UInt8], limits: QueryRequest.Limits) throws(QueryError) {
    guard bytes.count <= limits.size else { throw .requestTooLarge(limit: limits.size) }
    var parsed: [QueryParameter] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "&")) ?? bytes.count
      guard parsed.count < limits.parameters else { throw .tooManyParameters(limit: limits.parameters) }
      let (name, value) = try Self.pair(bytes[start..<end])
      parsed.append(QueryParameter(name, value))
      guard end < bytes.count - 1 || end == bytes.count else { throw .malformedQuery("it ends with '&'") }
      start = end + 1
    }
    parsed.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    for (left, right) in zip(parsed, parsed.dropFirst()) where left.name.utf8.elementsEqual(right.name.utf8) {
      throw .repeatedParameter(left.name)
    }
    guard let action = parsed.first(where: { $0.name.utf8.elementsEqual("Action".utf8) })?.value, !action.isEmpty
    else { throw .missingAction }
    self.action = action
    version = parsed.first { $0.name.utf8.elementsEqual("Version".utf8) }?.value ?? ""
    parameters =
      parsed.filter {
        !$0.name.utf8.elementsEqual("Action".utf8) && !$0.name.utf8.elementsEqual("Version".utf8)
          && !$0.name.utf8.starts(with: "X-Amz-".utf8)
      }
      .flatMap { [Array($0.name.utf8), Array($0.value.utf8)] }
  }

  init(_ request: QueryRequest) {
    action = request.action
    version = request.version
    parameters = request.parameters.flatMap { [Array($0.name.utf8), Array($0.value.utf8)] }
  }

  static func == (left: ReferenceForm, right: ReferenceForm) -> Bool {
    left.action.utf8.elementsEqual(right.action.utf8) && left.version.utf8.elementsEqual(right.version.utf8)
      && left.parameters == right.parameters
  }

  private static func pair(_ pair: ArraySlice<UInt8>) throws(QueryError) -> (String, String) {
    guard pair.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .malformedQuery("a character must be escaped") }
    guard !pair.isEmpty else { throw .malformedQuery("a parameter is empty") }
    let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
    guard let name = unescaped(pair[..<equals]), let value = unescaped(pair[equals...].dropFirst()) else {
      throw .malformedQuery("an escape is not two hexadecimal digits")
    }
    guard !name.isEmpty, name.count <= 128, name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw .malformedQuery("a parameter name is not 1 to 128 printable ASCII characters")
    }
    guard value.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else {
      throw .malformedQuery("a value contains a control character")
    }
    guard let text = String(validating: value, as: UTF8.self) else {
      throw .malformedQuery("a value is not valid UTF-8")
    }
    return (String(decoding: name, as: UTF8.self), text)
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var out: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): out.append(0x20)
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else { return nil }
        out.append(high << 4 | low)
      default: out.append(byte)
      }
    }
    return out
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
  }
}
