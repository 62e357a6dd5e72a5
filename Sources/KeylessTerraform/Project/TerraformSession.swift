import KeylessHCL
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
    let files = TerraformFolder.files(of: path, in: tree).map { ($0, Self.parsed($0, tree)) }
    return keep(path, files)
  }

  /// Reads folders that are all asked for in the end, on all cores.
  func read(_ paths: [String]) {
    let tree = tree
    let asked = paths.filter { folders[$0] == nil }.map { ($0, TerraformFolder.files(of: $0, in: tree)) }
    var parsed = AllCores.map(asked.flatMap(\.1)) { Self.parsed($0, tree) }[...]
    for (path, files) in asked {
      _ = keep(path, Array(zip(files, parsed.prefix(files.count))))
      parsed = parsed.dropFirst(files.count)
    }
  }

  private static func parsed(_ file: String, _ tree: SourceTree) -> HCLFile {
    HCLFile.parse(tree[file] ?? [], file: file)
  }

  private func keep(_ path: String, _ files: [(path: String, parsed: HCLFile)]) -> TerraformFolder {
    let folder = TerraformFolder(path, files, in: tree, refused: refused[path] ?? [])
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
