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
    choosesChain: Bool = true,
    mayHaveNone: Bool = false
  ) throws -> [ChainQuestion] {
    guard system.files.isDirectory(directory) else {
      throw CheckError(.usage, "there is no folder `\(TerminalText.escaping(directory))`")
    }
    let names = try system.files.entries(directory, 10_000).map(\.name)
    guard names.contains(where: TerraformFileName.isConfiguration) else { return [] }
    let tree = try TreeLoader.load(["."], root: directory, system)
    files.add(tree)
    let project = TerraformProject(tree: tree, inputs: inputs)
    try refuseWhatIsNotRead(tree, inputs, directory, [""])
    guard let root = project.roots.first(where: { $0.folder.path.isEmpty }) else { return [] }
    if let broken = root.folder.diagnostics.first(where: { $0.severity == .error }) {
      // Its place and no line of it, which may hold a key.
      let place = PlaceWords(tree.sources, directory: directory, configuration: files.configuration).place(
        broken.primary.span
      )
      throw CheckError(
        .failure,
        "\(place): \(TerminalText.escaping(broken.message.description)): Terraform refuses it too"
      )
    }
    try refuseWhatIsNotRead(tree, inputs, directory, Set(root.allModules.map(\.folder.path)))
    let signIns = root.allModules.flatMap { module in
      AWSSignIn.providers(of: module) + AWSSignIn.backends(of: module) + AWSSignIn.remoteStates(of: module)
    }
    let implied = try isImplied(root, signIns) ? impliedProvider(root, choosesChain) : []
    if !mayHaveNone, !signIns.isEmpty, signIns.allSatisfy(\.hasLocalSTS), implied.isEmpty {
      throw CheckError(
        .usage,
        "everything in `\(TerminalText.escaping(directory))` signs in to a stand-in for AWS, so there is nothing to say: "
          + "name a tool with --tool, or ask about --all"
      )
    }
    return try implied
      + signIns.filter { !$0.hasLocalSTS }.flatMap { signIn in
        let pinned = PinnedChains(signIn.kind, root).pinned.map(\.chain)
        if pinned.isEmpty, choosesChain { throw unknownChain(TerminalText.escaping(signIn.title)) }
        return (pinned.isEmpty ? Array(Chains.all.prefix(1)) : pinned).map { ChainQuestion($0, signIn) }
      }
  }

  /// Whether Terraform signs in with a provider that is written nowhere; where no provider is written at all, that one is
  /// required is enough.
  private static func isImplied(_ root: TerraformModule, _ signIns: [AWSSignIn]) -> Bool {
    let isRequired = !root.versionConstraints(of: "hashicorp/aws").isEmpty
    if isRequired, !signIns.contains(where: { $0.kind == .provider }) { return true }
    return root.allModules.contains { $0.needsUnwrittenProvider("aws", isRequired: isRequired) }
  }

  private static func impliedProvider(_ root: TerraformModule, _ choosesChain: Bool) throws -> [ChainQuestion] {
    let pinned = PinnedChains(.provider, root).pinned
    if pinned.isEmpty, choosesChain { throw unknownChain("the provider `aws`") }
    return pinned.map { ChainQuestion(implied: $0.chain) }
  }

  private static func unknownChain(_ title: String) -> CheckError {
    CheckError(
      .failure,
      "\(title) runs with a version whose credential chain is not known here: name the nearest with --tool"
    )
  }

  /// What is not read may hold the line that decides, so nothing is answered beside it.
  ///
  /// `folders` are those of the modules that it has.
  private static func refuseWhatIsNotRead(
    _ tree: SourceTree,
    _ inputs: TerraformInputs,
    _ directory: String,
    _ folders: Set<String>
  ) throws {
    let unread = tree.refused.filter { file, _ in
      let (folder, name) = SourceTree.split(file)
      return folder.isEmpty && TerraformFileName.isReadUnnamed(name)
        || folders.contains(folder) && TerraformFileName.isConfiguration(name)
    }
    if let (file, reason) = unread.min(by: { $0.key < $1.key }) {
      throw CheckError(
        .failure,
        "`\(TerminalText.escaping(file))` \(reason), so what the configuration signs in with is not known"
      )
    }
    if let file = inputs.variableFiles.first(where: { tree[$0] == nil }) {
      let (name, folder) = (TerminalText.escaping(file), TerminalText.escaping(directory))
      throw CheckError(
        .usage,
        "there is no file of variables `\(name)` in or below `\(folder)`; what one elsewhere says is given with --var"
      )
    }
  }
}
