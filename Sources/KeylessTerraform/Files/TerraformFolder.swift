import KeylessHCL
package import KeylessSource

/// The configuration of one folder, read and indexed once however often it is called as a module.
package final class TerraformFolder {
  package let path: String
  package private(set) var diagnostics: [Diagnostic] = []
  /// Whether a file was refused or broken, so that what is missing here may have been meant.
  package private(set) var isIncomplete = false
  package private(set) var variables: [TerraformDeclaration] = []
  package private(set) var outputs: [TerraformDeclaration] = []
  package private(set) var resources: [TerraformDeclaration] = []
  /// Ephemeral resources, and the data sources of checks, which nothing can refer to.
  private(set) var passing: [TerraformDeclaration] = []
  package private(set) var calls: [TerraformDeclaration] = []
  package private(set) var providers: [TerraformDeclaration] = []
  /// `terraform` blocks, where backends are; those of override files in their own list.
  package private(set) var settings: [TerraformDeclaration] = []
  private(set) var overridingSettings: [TerraformDeclaration] = []
  private(set) var locals: [String: HCLAttribute] = [:]
  private var positions: [String: Int] = [:]
  /// Resources by keyword and type: a dozen types are asked for, of a folder that may have thousands of resources.
  private lazy var typed: [String: [Int]] = Dictionary(grouping: resources.indices) { place in
    "\(resources[place].kind) \(resources[place].labels.first?.value ?? "")"
  }

  /// The files of a folder that are its configuration, in the order in which they count.
  static func files(of path: String, in tree: SourceTree) -> [String] {
    let names = tree.files(in: path).map { SourceTree.split($0).name }
    return TerraformFileName.configuration(names).map { path.isEmpty ? $0 : path + "/" + $0 }
  }

  init(_ path: String, _ files: [(path: String, parsed: HCLFile)], in tree: SourceTree, refused: [String]) {
    self.path = path
    for (file, parsed) in files {
      diagnostics += parsed.diagnostics
      if !parsed.isValid { isIncomplete = true }
      let content = parsed.body.content(Self.schema)
      diagnostics += content.diagnostics
      let isOverride = TerraformFileName.isOverride(SourceTree.split(file).name)
      for block in content.blocks { add(block, isOverride: isOverride) }
    }
    for file in refused {
      guard TerraformFileName.stem(SourceTree.split(file).name) != nil, let reason = tree.refused[file] else {
        continue
      }
      isIncomplete = true
      let message: Diagnostic.Message = "`\(file)` is not read: it \(reason)"
      diagnostics.append(
        Diagnostic("terraform-file", .warning, message, at: .init(SourceSpan(file: file, range: 0..<0)))
      )
    }
  }

  private static let schema = HCLSchema(blocks: [
    "terraform": 0, "provider": 1, "variable": 1, "locals": 0, "output": 1, "module": 1, "resource": 2, "data": 2,
    "ephemeral": 2, "moved": 0, "import": 0, "removed": 0, "check": 1,
  ])

  func variable(_ name: String) -> TerraformDeclaration? { positions["variable \(name)"].map { variables[$0] } }
  func output(_ name: String) -> TerraformDeclaration? { positions["output \(name)"].map { outputs[$0] } }
  func call(_ name: String) -> TerraformDeclaration? { positions["module \(name)"].map { calls[$0] } }
  func resource(_ mode: TerraformResource.Mode, _ type: String, _ name: String) -> TerraformDeclaration? {
    positions["\(mode.keyword) \(type) \(name)"].map { resources[$0] }
  }

  /// In the order of the files.
  func resources(_ mode: TerraformResource.Mode, type: String) -> [TerraformDeclaration] {
    (typed["\(mode.keyword) \(type)"] ?? []).map { resources[$0] }
  }

  private func add(_ block: HCLBlock, isOverride: Bool) {
    switch block.type.value {
    case "locals":
      for attribute in block.body.attributes().attributes where locals[attribute.name.value] == nil || isOverride {
        locals[attribute.name.value] = attribute
      }
    case "variable": put(block, in: &variables, isOverride)
    case "output": put(block, in: &outputs, isOverride)
    case "module": put(block, in: &calls, isOverride)
    case "resource", "data": put(block, in: &resources, isOverride)
    case "ephemeral": passing.append(TerraformDeclaration(block))
    case "check": passing += TerraformBody([block.body]).labelled("data", 2).map(TerraformDeclaration.init)
    case "provider": putProvider(TerraformDeclaration(block), block, isOverride)
    case "terraform":
      if isOverride {
        overridingSettings.append(TerraformDeclaration(block))
      } else {
        settings.append(TerraformDeclaration(block))
      }
    default: break
    }
  }

  /// One of an override file goes over the one of its name and alias.
  private func putProvider(_ declaration: TerraformDeclaration, _ block: HCLBlock, _ isOverride: Bool) {
    let alias = isOverride ? Self.alias(declaration) : nil
    guard isOverride,
      let position = providers.firstIndex(where: { $0.name == declaration.name && Self.alias($0) == alias })
    else { return providers.append(declaration) }
    providers[position].override(with: block)
  }

  static func alias(_ provider: TerraformDeclaration) -> String? {
    provider.body.attribute("alias")?.value.fixedText
  }

  private func put(
    _ block: HCLBlock,
    in list: inout [TerraformDeclaration],
    _ isOverride: Bool
  ) {
    let key = ([block.type] + block.labels).map(\.value).joined(separator: " ")
    guard let position = positions[key] else {
      positions[key] = list.count
      list.append(TerraformDeclaration(block))
      return
    }
    if isOverride {
      list[position].override(with: block)
    } else {
      let first = list[position]
      diagnostics.append(
        Diagnostic(
          "terraform-duplicate",
          .error,
          "the \(key.split(separator: " ")[0]) `\(first.name)` is declared twice, the first one counts",
          at: .init(TerraformDeclaration(block).head),
          related: [.init(first.head, "declared here first")]
        )
      )
    }
  }
}
