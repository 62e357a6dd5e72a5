import KeylessSource

/// `.terraform/modules/modules.json`: where `terraform init` put the modules of a root, by the names of their calls.
struct TerraformManifest {
  /// Folders of the tree by keys such as `ci.roles`.
  private(set) var folders: [String: String] = [:]

  init(root: String, in tree: SourceTree) {
    let path = (root.isEmpty ? "" : root + "/") + ".terraform/modules/modules.json"
    guard let bytes = tree[path], let document = try? JSONParser.parse(bytes),
      case .array(let modules) = document["Modules"]?.value
    else { return }
    for module in modules {
      guard case .string(let key) = module["Key"]?.value, case .string(let folder) = module["Dir"]?.value,
        let resolved = SourceTree.resolve(folder, in: root)
      else { continue }
      folders[key] = resolved
    }
  }
}
