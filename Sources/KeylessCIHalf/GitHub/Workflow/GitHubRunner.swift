package import KeylessSource

/// What `runs-on` asks for.
package struct GitHubRunner: Hashable, Sendable {
  package var labels: [Located<String>]
  package var group: Located<String>?
  package var span: SourceSpan
}
