import KeylessSource

/// Where in the workspace each repository lies after the checkouts of a job, so that a folder of a script is found in the tree.
struct GitHubCheckouts {
  /// The folder of the workspace, and the one of the tree; nil when the repository is not in the tree.
  private var places: [(workspace: String, tree: String?)] = []

  /// Notes `actions/checkout`.
  mutating func add(_ step: GitHubResolvedStep, own repository: String?, _ files: GitHubFiles, host: String?) {
    guard step.step.uses?.repository == "actions/checkout" else { return }
    var folder: String? = ""
    if let other = step.with["repository"], other.text != "", other.parts != [.predefined("github.repository")] {
      let isOwn = other.text.flatMap { name in repository.map { $0.lowercased() == name.lowercased() } } ?? false
      if !isOwn { folder = other.text.flatMap { files.mount($0, host: host) } }
    }
    let path = step.with["path"].map { $0.text.flatMap { SourceTree.resolve($0, in: "") } } ?? ""
    if let path { places.append((path, folder)) }
  }

  /// A path of the workspace as one of the tree; nil where no checkout of these files lies.
  func tree(_ path: String) -> String? {
    guard !places.isEmpty else { return path }
    let holder = places.filter { $0.workspace.isEmpty || path == $0.workspace || path.hasPrefix($0.workspace + "/") }
      .max { $0.workspace.utf8.count < $1.workspace.utf8.count }
    guard let holder, let tree = holder.tree else { return nil }
    let rest = path.dropFirst(holder.workspace.isEmpty ? 0 : min(path.count, holder.workspace.count + 1))
    return tree.isEmpty ? String(rest) : rest.isEmpty ? tree : tree + "/" + rest
  }
}
