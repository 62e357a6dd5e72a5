/// Whose files these are, as far as it is known: by `--project`, the CI environment, or the git remote.
package struct CIProject: Hashable, Sendable {
  /// `acme/api`, or a longer path of groups.
  package var path: String?
  /// `gitlab.com`, `github.com`, or the host of a private instance.
  package var host: String?

  package init(path: String? = nil, host: String? = nil) {
    self.path = path
    self.host = host
  }
}
