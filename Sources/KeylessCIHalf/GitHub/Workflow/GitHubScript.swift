package import KeylessSource

/// The text of `run`.
package struct GitHubScript: Sendable {
  package var text: Located<String>
  package var style: YAMLScalar.Style
}
