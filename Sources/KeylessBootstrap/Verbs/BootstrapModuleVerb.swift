import KeylessGenerate
package import KeylessSystem

/// `keyless bootstrap`: writes the AWS half of an intent as code, once it is proved to let in whom the intent says.
package struct BootstrapModuleVerb: Sendable {
  package enum Format: String, CaseIterable, Sendable {
    case terraform, json
  }

  /// A `keyless.yaml`, or the folder that holds it.
  package var path: String
  package var format = Format.terraform
  /// Nil: `aws` beside the intent.
  package var output: String?
  package var force = false

  package init(path: String) { self.path = path }

  /// 0; throws `BootstrapError` when the intent is wrong, the half does not fit it, or the files there are somebody's.
  package func run(_ system: System) async throws -> Int32 {
    let source = try IntentOnDisk(path, maker: format == .terraform ? .terraform : .keyless, system)
    try HalfProof.check(source.half, of: source.intent)
    let tree: FileTree
    do {
      tree =
        switch format {
        case .terraform: try TerraformModule.tree(for: source.half)
        case .json: PolicyDocuments.tree(for: source.half)
        }
    } catch {
      throw BootstrapError(.usage, "the AWS half cannot be written: \(error)")
    }
    try TreeReport("the AWS half", folder: output ?? source.place("aws"), force: force).write(tree, system)
    let count = source.half.roles.count
    let roles = count == 1 ? "its role lets" : "its \(count) roles let"
    system.printOutput("proved: \(roles) in exactly the pipelines that the intent says\n")
    return 0
  }
}
