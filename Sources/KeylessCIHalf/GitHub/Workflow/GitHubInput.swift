package import KeylessSource

/// An input that a called or started workflow, or a composite action, declares.
package struct GitHubInput: Sendable {
  package var name: Located<String>
  /// `string`, `boolean`, `number`, `choice`, `environment`; an action's inputs are strings.
  package var type: String
  package var initial: GitHubValue?
  /// Where the default stands, as it is written.
  package var initialText: Located<String>?
  package var isRequired: Bool
}
