import KeylessAWSHalf
import KeylessChain
import KeylessLint
import KeylessSource
import KeylessSystem
import KeylessTerraform

/// Everything in a folder's configuration that signs in to AWS, each by the chain of the versions it may run with.
enum TerraformSignIns {
  /// None where the folder has no configuration.
  ///
  /// Throws `CheckError` where the configuration asks for a version whose chain is not known, unless the chain is chosen
  /// elsewhere.
  static func read(
    _ directory: String,
    _ inputs: TerraformInputs,
    _ files: SeenFiles,
    _ system: System,
    choosesChain: Bool = true
  ) throws -> [ChainQuestion] {
    guard system.files.isDirectory(directory) else {
      throw CheckError(.usage, "there is no folder `\(TerminalText.escaping(directory))`")
    }
    let names = try system.files.entries(directory, 10_000).map(\.name)
    guard names.contains(where: { $0.hasSuffix(".tf") || $0.hasSuffix(".tofu") || $0.hasSuffix(".tf.json") }) else {
      return []
    }
    let tree = try TreeLoader.load(["."], root: directory, system)
    for (path, bytes) in tree.files { files.add(path, bytes) }
    let project = TerraformProject(tree: tree, inputs: inputs)
    guard let root = project.roots.first(where: { $0.folder.path.isEmpty }) else { return [] }
    return try root.allModules.flatMap { module in
      AWSSignIn.providers(of: module) + AWSSignIn.backends(of: module) + AWSSignIn.remoteStates(of: module)
    }.filter { !$0.isForLocalServer }.flatMap { signIn in
      let pinned = PinnedChains(signIn.kind, root).pinned.map(\.chain)
      if pinned.isEmpty, choosesChain {
        let title = TerminalText.escaping(signIn.title)
        throw CheckError(
          .failure,
          "\(title) runs with a version whose credential chain is not known here: name the nearest with --tool"
        )
      }
      return (pinned.isEmpty ? Array(Chains.all.prefix(1)) : pinned).map { ChainQuestion($0, signIn) }
    }
  }
}
