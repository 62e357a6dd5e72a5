/// The short stable name of a CI platform, as used in `keyless.yaml` and on the command line: `gitlab`, `github`.
package struct PlatformID: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  package var description: String

  package init(stringLiteral value: String) { description = value }

  package init(_ name: String) { description = name }
}
