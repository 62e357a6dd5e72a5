import KeylessSource

/// The way of a token through a script, as far as something of it may come along: whoever asks whether nobody gets it asks
/// here, so what is not sure counts as come.
struct TokenPath {
  let token: String
  /// Groups of commands that read from groups of commands are as many ways as the product of their sizes.
  private var budget = 1_000
  private var depth = 0

  init(of token: String) { self.token = token }

  /// How a step hands the token on.
  static func deliveries(of token: String, in step: ShellStep) -> [JobToken.Delivery] {
    let tool = step.tool ?? ""
    if silent.contains(tool) { return [] }
    var path = TokenPath(of: token)
    if texts.contains(tool) {
      let files = path.comes(to: step) ? step.outputFiles : []
      // `sed -i` and its like write where they are not told to by a redirection.
      if !files.isEmpty || GitLabRequests.writers.contains(tool) {
        return files.map { .file($0.value.text(source: $0.word.source, at: $0.word.span)) }
      }
    }
    if let given = step.arguments.first(where: { GitLabRequests.holds(token, $0.value) }) {
      return [.argument(given.word.span)]
    }
    if let assigned = step.assigned.values.first(where: { GitLabRequests.holds(token, $0.value) }) {
      return [.argument(assigned.span ?? step.span)]
    }
    return !texts.contains(tool) && path.isRead(by: step) ? [.argument(step.span)] : []
  }

  /// Where something of it goes into a variable of the script, as a clause: nobody knows what becomes of it there.
  static func captured(_ token: String, in run: ShellRun) -> Located<String>? {
    for step in run.steps where step.output == .captured || step.tool == "printf" && step.options.contains("-v") {
      var path = TokenPath(of: token)
      guard texts.contains(step.tool ?? ""), path.comes(to: step), let word = step.command.words.first else { continue }
      return Located("the script keeps what `\(word.source.prefix(80))` makes of it", at: word.span)
    }
    return nil
  }

  /// Whether a file that a step writes to may hold the token afterwards.
  static func isWritten(_ token: String, by step: ShellStep) -> Bool {
    var path = TokenPath(of: token)
    return texts.contains(step.tool ?? "") && path.comes(to: step)
  }

  /// Programs that only print: what they make of what they get is in their output and nowhere else.
  private static let texts: Set<String> = GitLabRequests.writers.union(readers).union([
    "base64", "cut", "egrep", "fgrep", "fold", "grep", "head", "hexdump", "md5sum", "nl", "od", "rev", "sed",
    "sha256sum",
    "sort", "tac", "tail", "tee", "tr", "uniq", "wc", "xxd",
  ])

  /// Those that find a variable by its name.
  private static let readers: Set<String> = ["awk", "env", "envsubst", "jq", "printenv", "yq"]

  private static let silent: Set<String> = [
    "export", "eval", "test", "[", "unset", "set", "declare", "local", "readonly",
  ]

  private mutating func comes(to step: ShellStep) -> Bool {
    if GitLabRequests.holds(token, step) || isRead(by: step) { return true }
    guard Self.readers.contains(step.tool ?? "") else { return false }
    return step.arguments.isEmpty || step.arguments.contains { isNamed(in: $0.word.source) }
  }

  /// By a pipe, or by a here-document.
  private mutating func isRead(by step: ShellStep) -> Bool {
    if let text = step.text, GitLabRequests.holds(token, text) { return true }
    guard depth < 16 else { return true }
    depth += 1
    defer { depth -= 1 }
    for given in step.piped where given.output == .pipe {
      budget -= 1
      if budget <= 0 || comes(to: given) { return true }
    }
    return false
  }

  /// `AWS_TOKEN` is not in `AWS_TOKEN_2`.
  private func isNamed(in source: String) -> Bool {
    source.split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains { $0 == token }
  }
}
