/// Why a document is not JSON that we accept, and where.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: Hashable, Sendable {
    case tooLarge, tooDeep, invalidUTF8, duplicateMember, syntax
  }

  package var code: Code
  /// UTF-8 offset of the offending byte.
  package var offset: Int
  /// A lower-case clause; quotes at most one member name of the document.
  package var reason: String

  package init(_ code: Code, at offset: Int, _ reason: String) {
    self.code = code
    self.offset = offset
    self.reason = reason
  }

  package var description: String { "\(reason) at byte \(offset)" }
}
