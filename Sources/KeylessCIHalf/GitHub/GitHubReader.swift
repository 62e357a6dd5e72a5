package import KeylessSource

/// Reads the workflows of a tree, and makes of each job what the match needs.
package enum GitHubReader {
  /// What the files do not say.
  package struct Options: Sendable {
    /// Values of the repository's `vars`, by name.
    package var vars: [String: String]

    /// How many bytes of scripts are played, each as often as a matrix runs it.
    package var scripts: Int

    package init(vars: [String: String] = [:], scripts: Int = 16 << 20) {
      self.vars = vars
      self.scripts = scripts
    }
  }

  /// Where GitHub looks for workflows.
  package static let folder = ".github/workflows"

  package static func read(_ tree: SourceTree, project: CIProject, options: Options = Options()) -> GitHubHalf {
    var expander = GitHubExpander(tree: tree, project: project, options: options)
    expander.expandAll()
    return GitHubHalf(
      workflows: expander.files.read,
      readings: expander.readings,
      diagnostics: expander.files.diagnostics + expander.diagnostics
    )
  }
}
