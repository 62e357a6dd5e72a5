package import KeylessSource

/// One event under `on`, with its filters.
package struct GitHubTrigger: Sendable {
  package var event: Located<String>
  package var branches: [Located<String>]?
  package var branchesIgnore: [Located<String>]?
  package var tags: [Located<String>]?
  package var tagsIgnore: [Located<String>]?
  /// `paths` or `paths-ignore`: which files a change touches is known to the run alone.
  package var paths: SourceSpan?
  package var types: [Located<String>]
  /// The names of workflows that `workflow_run` follows.
  package var workflows: [Located<String>]
  package var inputs: [GitHubInput]

  package init(_ event: Located<String>) {
    self.event = event
    types = []
    workflows = []
    inputs = []
  }
}
