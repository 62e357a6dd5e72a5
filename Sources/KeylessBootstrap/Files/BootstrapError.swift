/// Why a half was not made: it was refused (status 1), misused (status 2), or it failed (status 3).
package struct BootstrapError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Kind: Hashable, Sendable { case refused, usage, failure }

  package var kind: Kind
  package var description: String

  package init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
