import KeylessSource

/// Programs that get a job's whole environment, and of which no file here says what they do with it: scripts of the project,
/// `make`, a command whose name is a variable.
enum OpaqueProgram {
  /// The first of them, as a clause.
  static func first(in run: ShellRun) -> Located<String>? {
    for (step, state) in zip(run.steps, run.states) {
      guard let word = step.command.words.first else { continue }
      guard let tool = step.tool else {
        return Located("`\(word.source.prefix(80))` may do it", at: word.span)
      }
      if state.functions[tool] == nil, !isKnown(tool, step) {
        return Located("`\(word.source.prefix(80))` may do it", at: word.span)
      }
    }
    return nil
  }

  private static func isKnown(_ tool: String, _ step: ShellStep) -> Bool {
    let path = step.values.first?.text ?? tool
    // A program of the project may have any name.
    if path.contains("/"), !["/bin/", "/usr/bin/", "/usr/local/bin/", "/sbin/"].contains(where: path.hasPrefix) {
      return false
    }
    // What is printed from here on goes elsewhere.
    if tool == "exec", !step.command.redirections.isEmpty { return false }
    if tool == "find", step.options.contains(where: { $0.hasPrefix("-exec") || $0.hasPrefix("-ok") }) { return false }
    if known.contains(tool) || ShellTools.names.contains(tool) { return true }
    let first = step.operands.first?.value.text
    switch tool {
    case "sh", "bash", "dash", "ash", "zsh":
      // Its text was followed; a file was not, nor a text that is not known.
      return step.script?.value.text != nil
    case "npm", "yarn", "pnpm", "bundle": return first.map { ["ci", "install", "config"].contains($0) } == true
    case "docker", "podman", "buildah":
      return first.map { ["build", "info", "login", "logout", "pull", "push", "tag", "version"].contains($0) } == true
    case "pip", "pip3", "apk", "apt", "apt-get", "dnf", "microdnf", "yum", "gem", "go", "cargo":
      return first.map { ["add", "install", "update", "upgrade", "get", "version"].contains($0) } == true
    default: return false
    }
  }

  /// What the shell does itself, and programs that write to no file but the ones they are given.
  private static let known: Set<String> = [
    ".", ":", "[", "[[", "alias", "awk", "base64", "basename", "break", "cat", "cd", "chmod", "chown", "cmp",
    "command", "continue", "cp", "curl", "cut", "date", "declare", "df", "diff", "dirname", "du", "echo", "egrep",
    "env", "eval", "exec", "exit", "export", "expr", "false", "fgrep", "file", "find", "getopts", "git", "grep",
    "gunzip", "gzip", "hash", "head", "helm", "hostname", "id", "install", "jq", "kill", "kubectl", "let", "ln",
    "local", "ls", "mapfile", "md5sum", "mkdir", "mktemp", "mv", "nl", "openssl", "popd", "printenv", "printf",
    "ps", "pushd", "pwd", "read", "readarray", "readlink", "readonly", "realpath", "return", "rev", "rm", "rmdir",
    "sed", "seq", "set", "sha256sum", "shift", "shopt", "sleep", "sort", "source", "ssh-keyscan", "stat", "tail",
    "tar", "tee", "test", "time", "touch", "tr", "trap", "true", "type", "typeset", "ulimit", "umask", "uname",
    "uniq", "unset", "unzip", "wait", "wc", "wget", "which", "whoami", "xxd", "yq", "zip",
  ]
}
