import KeylessSource

/// Finds what the steps of a script do to the files where AWS tools look for profiles.
enum ShellWrites {
  private static let names = ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"]

  /// The commands of scripts that run one after the other, each with what was written before it.
  static func commands(_ runs: [ShellRun]) -> [JobCommand] {
    var (commands, writes): ([JobCommand], [JobWrite]) = ([], [])
    for run in runs {
      for (step, state) in zip(run.steps, run.states) {
        if var command = ShellTools.command(step) {
          command.writes = writes
          commands.append(command)
        }
        if let write = write(step, state) { writes.append(write) }
      }
    }
    return commands
  }

  static func write(_ step: ShellStep, _ state: ShellState) -> JobWrite? {
    if step.tool == "aws", step.arguments.first?.value.text == "configure" { return configured(step, state) }
    if let target = target(of: step, state) {
      let path = target.value.text(source: target.word.source, at: target.word.span)
      guard let text = step.printedText, text.size <= ShellValue.largest else {
        return JobWrite(
          path: path,
          .unknown("is what `\(step.tool ?? "a command")` prints"),
          isSure: step.isSure,
          at: step.span
        )
      }
      let written = text.joined.text(source: target.word.source, at: step.span)
      return JobWrite(
        path: path,
        appends(step) ? .appended(written) : .whole(written),
        isSure: step.isSure,
        at: step.span
      )
    }
    guard !harmless.contains(step.tool ?? ""), step.arguments.contains(where: { isProfiles($0.word, $0.value, state) })
    else { return nil }
    return JobWrite(
      path: nil,
      .unknown("may be changed by `\(step.tool ?? "a command")`"),
      isSure: step.isSure,
      at: step.span
    )
  }

  /// Programs that change nothing in the files that they are given.
  private static let harmless: Set<String> = [
    "mkdir", "chmod", "chown", "test", "[", "[[", "ls", "cat", "grep", "export", "echo", "printf", "touch", "stat",
  ]

  private static func target(of step: ShellStep, _ state: ShellState) -> (word: ShellWord, value: ShellValue)? {
    if case .file(let value, let word) = step.output, isProfiles(word, value, state) { return (word, value) }
    guard step.tool == "tee" else { return nil }
    return step.arguments.first { isProfiles($0.word, $0.value, state) }
  }

  private static func appends(_ step: ShellStep) -> Bool {
    if step.tool == "tee" { return step.arguments.contains { ["-a", "--append"].contains($0.value.text) } }
    return step.command.redirections.last { ShellRun.isOutput($0) }?.kind == .append
  }

  private static func isProfiles(_ word: ShellWord, _ value: ShellValue, _ state: ShellState) -> Bool {
    let written = word.source
    if [".aws/config", ".aws/credentials"].contains(where: { written.hasBytes(inside: $0) }) { return true }
    if written.hasSuffix(".aws") || written.hasSuffix(".aws/") || written.hasSuffix(".aws\"") { return true }
    return names.contains { name in
      written.hasBytes(inside: name)
        || state.variables[name].map { $0.value.joined == value.joined } == true
          && !value.parts.isEmpty
    }
  }

  // MARK: aws configure

  private static func configured(_ step: ShellStep, _ state: ShellState) -> JobWrite? {
    let unknown = JobWrite(
      path: nil,
      .unknown("is changed by `aws configure`"),
      isSure: step.isSure,
      at: step.span
    )
    var words: [(word: ShellWord, value: ShellValue)] = []
    var named: String?
    var rest = Array(step.arguments.dropFirst())[...]
    while let next = rest.popFirst() {
      guard let text = next.value.text, text.hasPrefix("--") else {
        words.append(next)
        continue
      }
      if text == "--profile" {
        guard let name = rest.popFirst()?.value.text else { return unknown }
        named = name
      } else if text.hasPrefix("--profile=") {
        named = String(text.dropFirst("--profile=".count))
      } else {
        return unknown
      }
    }
    if ["list", "list-profiles", "get"].contains(words.first?.value.text) { return nil }
    guard words.count == 3, words[0].value.text == "set", var key = words[1].value.text else { return unknown }
    var profile = named
    let parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    switch parts.count {
    case 1: break
    case 2 where parts[0] == "default": (profile, key) = ("default", parts[1])
    case 3 where parts[0] == "profile": (profile, key) = (parts[1], parts[2])
    default: return unknown
    }
    if profile == nil {
      // The variables name it then, the command's own before the script's.
      for name in ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"] {
        guard let variable = step.assigned[name] ?? state.variables[name], !variable.isUnset else { continue }
        guard let text = variable.value.text else { return unknown }
        if !text.isEmpty, profile == nil { profile = text }
      }
    }
    let value = words[2].value.text(source: words[2].word.source, at: words[2].word.span)
    return JobWrite(
      path: nil,
      .setting(profile: profile ?? "default", key: key, value),
      isSure: step.isSure,
      at: step.span
    )
  }
}
