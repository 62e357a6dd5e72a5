import KeylessSource

/// What the modules of a project share: its files, read once, and what is said about them.
final class TerraformSession {
  let tree: SourceTree
  let inputs: TerraformInputs
  let limits: TerraformLimits
  private(set) var folders: [String: TerraformFolder] = [:]
  private(set) var reported: [Diagnostic] = []
  private var known: Set<Diagnostic> = []
  /// Files that were not read, by folder and in order; every folder asks.
  private lazy var refused: [String: [String]] = Dictionary(grouping: tree.refused.keys.sorted()) {
    SourceTree.split($0).folder
  }
  private var manifests: [String: TerraformManifest] = [:]

  init(_ tree: SourceTree, _ inputs: TerraformInputs, _ limits: TerraformLimits) {
    self.tree = tree
    self.inputs = inputs
    self.limits = limits
  }

  func report(_ diagnostic: Diagnostic) {
    if known.insert(diagnostic).inserted { reported.append(diagnostic) }
  }

  func folder(_ path: String) -> TerraformFolder {
    if let known = folders[path] { return known }
    let folder = TerraformFolder(path, in: tree, refused: refused[path] ?? [])
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
}
