import KeylessHCL
package import KeylessSource

/// All configurations of a tree, as modules that call each other.
///
/// Nothing is evaluated before it is asked for. A project is used by one thread.
package final class TerraformProject {
  package var tree: SourceTree { session.tree }
  private let session: TerraformSession
  private var found: [TerraformModule]?

  package init(tree: SourceTree, inputs: TerraformInputs = .init(), limits: TerraformLimits = .init()) {
    session = TerraformSession(tree, inputs, limits)
  }

  deinit {
    // Modules keep what they have worked out, and that keeps them.
    for root in found ?? [] { root.forget() }
  }

  /// The modules that nobody in the tree calls, each evaluated with its own defaults and variable files.
  package var roots: [TerraformModule] {
    if let found { return found }
    let roots = rootFolders().map { TerraformModule(root: session.folder($0), in: session) }
    found = roots
    return roots
  }

  /// The roots that take more work than is done, so that some of their values are unknown; asked when all is evaluated.
  package var exhausted: [TerraformModule] { roots.filter(\.work.isExhausted) }

  /// What is wrong with the files, as far as they have been read, and with what has been evaluated.
  package var diagnostics: [Diagnostic] {
    _ = roots
    var all = session.folders.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .flatMap { session.folders[$0]?.diagnostics ?? [] }
    let known = Set(all)
    all += session.reported.filter { !known.contains($0) }
    return all
  }

  private func rootFolders() -> [String] {
    let configured = tree.foldersWithFiles.filter(session.hasConfiguration)
    let own = configured.filter { !$0.split(separator: "/").contains(".terraform") }
    session.read(configured)
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
      guard reached.insert(next).inserted, session.hasConfiguration(next) else { continue }
      open += callees(of: next)
    }
  }

  private func callees(of path: String) -> [String] {
    session.folder(path).calls.compactMap { call in
      guard let source = call.body.attribute("source")?.value.fixedText,
        source.hasPrefix("./") || source.hasPrefix("../") || source == "." || source == ".."
      else { return nil }
      return SourceTree.resolve(source, in: path)
    }
  }
}
