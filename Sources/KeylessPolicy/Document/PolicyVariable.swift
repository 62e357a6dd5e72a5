/// `${key}` or `${key, 'default'}` (IAM User Guide, policy variables).
package struct PolicyVariable: Sendable {
  package var key: ConditionKey
  /// Used when the request does not carry the key.
  package var fallback: [UInt8]?

  /// Why a `${` does not begin a variable.
  package struct SyntaxError: Error, Sendable {
    package var reason: String
  }

  enum Reading {
    /// `${*}`, `${?}`, `${$}`: the character itself.
    case character(UInt8)
    case variable(PolicyVariable)
  }

  /// Reads from `${` to its `}` and leaves the index behind it.
  static func read(_ bytes: [UInt8], at index: inout Int) throws(SyntaxError) -> Reading {
    let start = index + 2
    if start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "}") {
      switch bytes[start] {
      case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "$"):
        index = start + 2
        return .character(bytes[start])
      default: break
      }
    }
    var end = start
    while end < bytes.count, isKeyByte(bytes[end]) { end += 1 }
    guard end < bytes.count else { throw SyntaxError(reason: "`${` is never closed by `}`") }
    guard bytes[start..<end].contains(UInt8(ascii: ":")) else {
      throw SyntaxError(reason: "`${` wants a condition key with its prefix, as in `${aws:username}`")
    }
    let key = ConditionKey(String(decoding: bytes[start..<end], as: UTF8.self))
    if bytes[end] == UInt8(ascii: "}") {
      index = end + 1
      return .variable(PolicyVariable(key: key, fallback: nil))
    }
    let opening = Array(", '".utf8)
    guard bytes[end...].starts(with: opening),
      let quote = bytes[(end + opening.count)...].firstIndex(of: UInt8(ascii: "'")),
      quote + 1 < bytes.count, bytes[quote + 1] == UInt8(ascii: "}")
    else {
      throw SyntaxError(reason: "after the key of a variable comes `}` or a default, as in `${aws:username, 'nobody'}`")
    }
    index = quote + 2
    return .variable(PolicyVariable(key: key, fallback: Array(bytes[(end + opening.count)..<quote])))
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x7F, UInt8(ascii: "$"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: "'"),
      UInt8(ascii: "*"), UInt8(ascii: "?"):
      false
    default: true
    }
  }
}
