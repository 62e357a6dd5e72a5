/// Why a check could not be made.
package struct CheckError: Error, Sendable, CustomStringConvertible {
  package enum Code: Sendable {
    case usage, failure
  }

  package let code: Code
  package let description: String

  package init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
