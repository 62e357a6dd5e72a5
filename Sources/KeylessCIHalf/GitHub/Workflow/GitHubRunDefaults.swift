package import KeylessSource

/// What `defaults.run` of a workflow or job says of its scripts.
package struct GitHubRunDefaults: Hashable, Sendable {
  package var workingDirectory: Located<String>?
  package var shell: Located<String>?

  package init(workingDirectory: Located<String>? = nil, shell: Located<String>? = nil) {
    self.workingDirectory = workingDirectory
    self.shell = shell
  }
}
