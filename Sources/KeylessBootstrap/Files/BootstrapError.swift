/// Why a half was not made: a misuse (status 2) or a failure (status 3).
package struct BootstrapError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Kind: Hashable, Sendable { case usage, failure }

  package var kind: Kind
  package var description: String

  package init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
