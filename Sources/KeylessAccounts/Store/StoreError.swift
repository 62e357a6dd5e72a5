/// A failure of a store: what was being done, to what, and why it failed.
package struct StoreError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Code: Hashable, Sendable {
    case unopenable, damaged, unreadable, unwritable
    /// Made by another version of keyless.
    case otherVersion
  }

  package var code: Code
  package var description: String

  package init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
