import KeylessGenerate
import KeylessIntent
import KeylessSource
package import KeylessSystem

/// `keyless component`: writes the CI half of an intent.
package struct ComponentVerb: Sendable {
  /// A `keyless.yaml`, or the folder that holds it.
  package var path: String
  /// Nil: `component` beside a GitLab intent, the folder of the intent itself for GitHub, whose files have fixed places.
  package var output: String?
  /// The role that jobs of the project's own become where they name none.
  package var role: String?
  package var planRole: String?
  package var applyRole: String?
  package var force = false

  package init(path: String) { self.path = path }

  /// 0; throws `BootstrapError` when the intent is wrong or the files there are somebody's.
  package func run(_ system: System) async throws -> Int32 {
    let source = try IntentOnDisk(path, system)
    let tree: FileTree
    let roles = CIRoles(
      credentials: role,
      plan: planRole ?? only(named: "-plan", of: source.intent),
      apply: applyRole ?? only(named: "-apply", of: source.intent)
    )
    do { tree = try CIHalf.tree(for: source.intent, roles: roles) } catch {
      throw BootstrapError(.usage, "the CI half cannot be made: \(error)")
    }
    let folder = output ?? (source.intent.issuer.platform == .gitlab ? source.place("component") : source.folder)
    try TreeReport("the CI half", folder: folder, force: force).write(tree, system)
    return 0
  }

  /// The only role whose name ends so, as `keyless init` names them.
  private func only(named end: String, of intent: Intent) -> String? {
    let found = intent.roles.map(\.name.value).filter { $0.hasSuffix(end) }
    return found.count == 1 ? found[0] : nil
  }
}
