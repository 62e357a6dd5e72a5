import KeylessHCL
package import KeylessSource

/// All configurations of a tree, as modules that call each other.
///
/// Nothing is evaluated before it is asked for. A project is used by one thread.
package final class TerraformProject {
  package let tree: SourceTree
  package let inputs: TerraformInputs
  package let limits: TerraformLimits
  private var folders: [String: TerraformFolder] = [:]
  /// Folders of the tree with a configuration, in byte order.
  private let configured: [String]
  private var seen: [Diagnostic] = []
  private var manifests: [String: TerraformManifest] = [:]

  package init(tree: SourceTree, inputs: TerraformInputs = .init(), limits: TerraformLimits = .init()) {
    self.tree = tree
    self.inputs = inputs
    self.limits = limits
    configured = tree.foldersWithFiles.filter { folder in
      tree.files(in: folder).contains { TerraformFileName.stem(SourceTree.split($0).name) != nil }
    }
  }

  /// The modules that nobody in the tree calls, each evaluated with its own defaults and variable files.
  package private(set) lazy var roots: [TerraformModule] = rootFolders().map { path in
    TerraformModule(root: folder(path), in: self)
  }

  /// What is wrong with the files, as far as they have been read.
  package var diagnostics: [Diagnostic] {
    _ = roots
    var all = folders.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .flatMap { folders[$0]?.diagnostics ?? [] }
    for diagnostic in seen where !all.contains(diagnostic) { all.append(diagnostic) }
    return all
  }

  func report(_ diagnostic: Diagnostic) {
    if !seen.contains(diagnostic) { seen.append(diagnostic) }
  }

  func folder(_ path: String) -> TerraformFolder {
    if let known = folders[path] { return known }
    let folder = TerraformFolder(path, in: tree)
    folders[path] = folder
    return folder
  }

  func hasConfiguration(_ path: String) -> Bool {
    tree.files(in: path).contains { TerraformFileName.stem(SourceTree.split($0).name) != nil }
  }

  /// What `terraform init` noted about the modules of a root.
  func manifest(of root: String) -> TerraformManifest {
    if let known = manifests[root] { return known }
    let manifest = TerraformManifest(root: root, in: tree)
    manifests[root] = manifest
    return manifest
  }

  private func rootFolders() -> [String] {
    let own = configured.filter { !$0.split(separator: "/").contains(".terraform") }
    var called: Set<String> = []
    for path in configured { called.formUnion(callees(of: path)) }
    var roots = own.filter { !called.contains($0) }
    var reached: Set<String> = []
    for root in roots { reach(root, &reached) }
    // Modules that only call each other have no root among them; the first one in the order of names is taken for it.
    for path in own where !reached.contains(path) {
      roots.append(path)
      reach(path, &reached)
    }
    return roots.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func reach(_ path: String, _ reached: inout Set<String>) {
    var open = [path]
    while let next = open.popLast() {
      guard reached.insert(next).inserted else { continue }
      open += callees(of: next)
    }
  }

  private func callees(of path: String) -> [String] {
    folder(path).calls.compactMap { call in
      guard let source = call.body.attribute("source")?.value.fixedText,
        source.hasPrefix("./") || source.hasPrefix("../") || source == "." || source == ".."
      else { return nil }
      return SourceTree.resolve(source, in: path)
    }
  }
}
