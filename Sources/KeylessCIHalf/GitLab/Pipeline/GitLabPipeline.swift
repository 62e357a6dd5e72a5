package import KeylessSource

/// A pipeline as GitLab would build it from its files.
package struct GitLabPipeline: Sendable {
  /// The file it starts from.
  package var file: String
  /// All of it, after includes, `extends` and `!reference`.
  package var root: GitLabNode
  package var includes: [GitLabInclude]
  /// Without the hidden ones.
  package var jobs: [GitLabJob]
  /// Whether another pipeline triggers it.
  package var isChild: Bool
  package var diagnostics: [Diagnostic]

  /// The includes that are not here and may bring jobs, defaults and variables.
  package var openIncludes: [GitLabInclude] { includes.filter { $0.unknown != nil } }
}
