package import KeylessSource

/// The workflows of a tree as they are written, with their jobs as they run.
package struct GitHubHalf: Sendable {
  /// Every workflow that was read, also in the checkouts of other repositories, by file.
  package var workflows: [GitHubWorkflow]
  package var readings: [GitHubJobReading]
  package var diagnostics: [Diagnostic]

  /// What the match looks at.
  package var half: CIHalf { CIHalf(jobs: readings.flatMap(\.jobs), diagnostics: diagnostics) }
}
