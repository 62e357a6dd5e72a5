package import KeylessGenerate
package import KeylessSystem

/// Writes a tree and says what was written; nothing is written where somebody else's edits would be lost.
package struct TreeReport {
  /// What the tree is, as in `the CI half`.
  package var name: String
  package var folder: String
  package var force: Bool

  package init(_ name: String, folder: String, force: Bool) {
    self.name = name
    self.folder = folder
    self.force = force
  }

  /// Throws `BootstrapError` with the differences when files there are not as keyless wrote them.
  package func write(_ tree: FileTree, _ system: System) throws {
    let folder = TreeFolder(folder, system)
    let plan = try folder.plan(tree)
    if !plan.foreign.isEmpty, !force { throw BootstrapError(.refused, refusal(plan)) }
    try folder.write(tree, plan, overForeign: force)
    var lines: [String] = []
    let overwritten = plan.foreign.filter { $0.new != nil }.map(\.path)
    for path in plan.created.map(\.path) { lines.append("  new        \(path)") }
    for path in plan.replaced.map(\.path) + overwritten { lines.append("  changed    \(path)") }
    for path in plan.removed { lines.append("  removed    \(path)") }
    for path in plan.foreign.filter({ $0.new == nil }).map(\.path) {
      lines.append("  left       \(path), which was edited")
    }
    if lines.isEmpty { lines.append("  as it was") }
    system.printOutput("\(name) in \(folder.path)\n" + lines.joined(separator: "\n") + "\n")
  }

  private func refusal(_ plan: TreeFolder.Plan) -> String {
    var lines = [
      "\(name) was not written into `\(folder)`: files there are not as keyless wrote them. Nothing was changed; "
        + "move the edits elsewhere, choose another folder with --out, or overwrite them with --force"
    ]
    for (path, old, new) in plan.foreign {
      lines.append("  \(path)" + (new == nil ? ", which is no longer made, and was edited" : ""))
      guard let new else { continue }
      let changed = LineDifference.lines(old, new).filter { !$0.hasPrefix("  ") }
      lines += changed.prefix(40).map { "    \($0)" }
      if changed.count > 40 { lines.append("    … and \(changed.count - 40) more lines") }
    }
    return lines.joined(separator: "\n")
  }
}
