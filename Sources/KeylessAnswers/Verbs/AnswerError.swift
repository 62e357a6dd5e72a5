import KeylessSource

/// What went wrong while a question was read, and whose fault it was.
package struct AnswerError: Error, CustomStringConvertible {
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
