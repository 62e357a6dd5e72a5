package import KeylessSource

/// `strategy.matrix`, before it is multiplied out.
package struct GitHubMatrix: Sendable {
  package struct Dimension: Sendable {
    package var name: String
    package var values: YAMLNode
  }

  package var dimensions: [Dimension]
  package var include: YAMLNode?
  package var exclude: YAMLNode?
  /// When the whole matrix is one expression.
  package var computed: Located<String>?
  package var span: SourceSpan
}
