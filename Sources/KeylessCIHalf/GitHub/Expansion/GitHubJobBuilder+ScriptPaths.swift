import KeylessSource

/// Which file of the tree a script starts or reads in.
extension GitHubJobBuilder {
  static func isShell(_ bytes: [UInt8], _ path: String) -> Bool {
    if path.hasSuffix(".sh") || path.hasSuffix(".bash") { return true }
    let line = String(decoding: bytes.prefix { $0 != 0x0A }.prefix(80), as: UTF8.self)
    return line.hasPrefix("#!")
      && ["sh", "bash", "dash"].contains { line.hasSuffix("/" + $0) || line.hasSuffix(" " + $0) }
  }

  /// The script of the tree that a command starts.
  func started(by step: ShellStep, _ script: GitHubScriptRun) -> String? {
    if let tool = step.tool, ["sh", "bash", "dash"].contains(tool) {
      let file = step.arguments.first { $0.value.text?.hasPrefix("-") != true }
      return file.flatMap { path($0.value, step.folder, script) }
    }
    guard let program = step.values.first, program.parts.count > 1 || program.text?.contains("/") == true else {
      return nil
    }
    return path(program, step.folder, script)
  }

  /// A path as a script writes it: below the action, the workspace, the script's own folder, or where it runs.
  func path(_ value: ShellValue, _ folder: String?, _ script: GitHubScriptRun) -> String? {
    guard let head = value.parts.first else { return nil }
    let rest = ShellValue(Array(value.parts.dropFirst())).text
    switch head {
    case .literal:
      guard let text = value.text, let folder else { return nil }
      return SourceTree.resolve(text, in: folder).flatMap { checkouts.tree($0) }
    case .predefined("GITHUB_ACTION_PATH"), .predefined("github.action_path"):
      return rest.flatMap { rest in script.place.actionPath.flatMap { Self.below($0, rest) } }
    case .predefined("GITHUB_WORKSPACE"), .predefined("github.workspace"):
      return rest.flatMap { Self.below("", $0) }.flatMap { checkouts.tree($0) }
    case .unknown(_, let origin):
      // `$(dirname -- "$0")` is the folder of the script itself.
      guard let own = script.folder, origin.hasBytes(inside: "$(dirname "),
        origin.hasBytes(inside: "\"$0\")") || origin.hasBytes(inside: "BASH_SOURCE")
      else { return nil }
      return rest.flatMap { Self.below(own, $0) }
    default: return nil
    }
  }

  private static func below(_ folder: String, _ rest: String) -> String? {
    guard rest.hasPrefix("/") else { return nil }
    return SourceTree.resolve(String(rest.drop { $0 == "/" }), in: folder)
  }
}
