/// The stable kebab-case name of a kind of finding; also its documentation page and its suppression.
package struct DiagnosticID: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  package var description: String

  package init(stringLiteral value: String) { description = value }
}
