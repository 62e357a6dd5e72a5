import KeylessSource

/// The workflows and actions of a tree, each read once.
struct GitHubFiles {
  let tree: SourceTree
  private(set) var diagnostics: [Diagnostic] = []
  private var workflows: [String: GitHubWorkflow?] = [:]
  private var actions: [String: GitHubAction?] = [:]

  /// How many bytes of scripts may still be played; a matrix plays the same one many times.
  private var budget: Int

  /// Whether so much may be played.
  mutating func spend(_ bytes: Int) -> Bool {
    budget -= bytes
    return budget >= 0
  }

  init(tree: SourceTree, scripts: Int) {
    self.tree = tree
    budget = scripts
  }

  var read: [GitHubWorkflow] {
    workflows.values.compactMap(\.self).sorted { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }
  }

  /// The workflows that GitHub itself would start, in byte order.
  mutating func all() -> [GitHubWorkflow] {
    let isWorkflow = { (path: String) in path.hasSuffix(".yml") || path.hasSuffix(".yaml") }
    for (path, reason) in tree.refused.sorted(by: { $0.key < $1.key })
    where SourceTree.split(path).folder == GitHubReader.folder && isWorkflow(path) {
      diagnostics.append(
        Diagnostic(
          "github-workflow",
          .warning,
          "`\(path)` is not read: it \(reason)",
          at: .init(SourceSpan(file: path, range: 0..<0))
        )
      )
    }
    return tree.files(in: GitHubReader.folder).filter(isWorkflow).compactMap { workflow(at: $0) }
  }

  /// A workflow; nil when the tree has none there or it cannot be read, which is said once.
  mutating func workflow(at path: String) -> GitHubWorkflow? {
    if let known = workflows[path] { return known }
    var workflow: GitHubWorkflow?
    if let root = document(path) {
      var yaml = GitHubYAML(file: path)
      workflow = yaml.workflow(root)
      diagnostics += yaml.diagnostics
    }
    workflows[path] = .some(workflow)
    return workflow
  }

  /// The action of a folder.
  mutating func action(in folder: String) -> GitHubAction? {
    if let known = actions[folder] { return known }
    var action: GitHubAction?
    let names = ["action.yml", "action.yaml"].map { folder.isEmpty ? $0 : folder + "/" + $0 }
    if let path = names.first(where: { tree[$0] != nil }), let root = document(path) {
      var yaml = GitHubYAML(file: path)
      action = yaml.action(root, folder: folder)
      diagnostics += yaml.diagnostics
    }
    actions[folder] = .some(action)
    return action
  }

  private mutating func document(_ path: String) -> YAMLNode? {
    guard let bytes = tree[path] else { return nil }
    do {
      if let root = try YAMLReader.document(bytes, file: path) { return root }
      diagnostics.append(
        Diagnostic("github-workflow", .warning, "`\(path)` is empty", at: .init(SourceSpan(file: path, range: 0..<0)))
      )
    } catch {
      diagnostics.append(error.diagnostic)
    }
    return nil
  }

  /// The folder of the tree that holds a repository's checkout.
  func mount(_ repository: String, host: String?) -> String? {
    let names = [repository, (host ?? "github.com") + "/" + repository].map { $0.lowercased() }
    return tree.mounts.first { names.contains($0.key.lowercased()) }?.value
  }
}
