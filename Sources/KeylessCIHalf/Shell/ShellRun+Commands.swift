import KeylessSource

/// A simple command when its turn comes: what its words are worth, and which program it means.
extension ShellRun {
  mutating func play(_ command: ShellCommand) -> Bool? {
    guard spend(at: command.span) else { return nil }
    var assigned: [String: ShellVariable] = [:]
    for assignment in command.assignments {
      var value = evaluate(assignment.value)
      let old = state.variables[assignment.name.value]
      if assignment.appends {
        let before = old?.value ?? self.value(of: assignment.name.value)
        value = bounded(ShellValue(before.parts + value.parts), assignment.value.span)
      }
      assigned[assignment.name.value] = ShellVariable(
        value.joined,
        isExported: old.map { $0.isExported } ?? false,
        name: assignment.name,
        source: assignment.value.source,
        at: assignment.value.span
      )
    }
    var (meant, values) = (command, [ShellValue]())
    (meant.words, values) = split(command.words)
    // Of `$NOTHING` no word is left, and the shell itself gets what is assigned.
    guard !values.isEmpty else {
      state.variables.merge(assigned) { _, new in new }
      // It succeeds when the last command in it does.
      return (command.words + command.assignments.map(\.value)).contains { $0.runs } ? nil : true
    }
    return unwrapped(meant, values, assigned)
  }

  /// Goes past `sudo`, `env` and their like to the command that is meant.
  private mutating func unwrapped(
    _ command: ShellCommand,
    _ values: [ShellValue],
    _ assigned: [String: ShellVariable]
  ) -> Bool? {
    var command = command
    var values = values
    var assigned = assigned
    var unset: Set<String> = []
    var isCleared = false
    var isLast = false
    while let name = values.first?.text, let options = Self.wrappers[name], values.count > 1 {
      // `command -v` only looks for the program.
      if name == "command", values[1].text?.hasPrefix("-v") == true || values[1].text?.hasPrefix("-V") == true { break }
      if name == "exec" { isLast = true }
      drop(&command, &values, count: 1)
      while values.count > 1, let option = values[0].text, option.hasPrefix("-") {
        if name == "env", let taken = Self.unset(option, values[1].text) { unset.insert(taken) }
        if name == "env", ["-", "-i", "--ignore-environment"].contains(option) {
          isCleared = true
          assigned = [:]
        }
        drop(&command, &values, count: options.contains(option) && values.count > 2 ? 2 : 1)
      }
      if name == "timeout", values.count > 1 { drop(&command, &values, count: 1) }
      while name == "env" || name == "sudo", values.count > 1,
        let assignment = Self.assignment(command.words[0], values[0])
      {
        assigned[assignment.name.value] = assignment.variable
        unset.remove(assignment.name.value)
        drop(&command, &values, count: 1)
      }
    }
    var step = ShellStep(
      command: command,
      values: values,
      folder: state.folder,
      assigned: assigned,
      output: output,
      piped: piped,
      isSure: isSure
    )
    step.unset = unset
    step.isCleared = isCleared
    for redirection in command.redirections {
      if Self.isOutput(redirection) { step.output = .file(evaluate(redirection.target), redirection.target) }
      if redirection.kind == .input, redirection.descriptor ?? 0 == 0 { step.input = evaluate(redirection.target) }
      if redirection.kind == .hereDocument || redirection.kind == .hereString {
        step.text = evaluate(redirection.target)
      }
      if redirection.kind == .duplicate, redirection.descriptor ?? 1 == 1, redirection.target.text == "2",
        step.output == .captured || step.output == .pipe
      {
        step.output = .log
      }
    }
    steps.append(step)
    states.append(state)
    // What a function or another shell prints goes where the call's output goes.
    let outer = output
    output = step.output
    let status = builtIn(step)
    output = outer
    // The program of `exec` takes the shell's place.
    if isLast { state.left = .script }
    return status
  }

  /// Programs that start another, with those of their options that have a word of their own behind them.
  private static let wrappers: [String: Set<String>] = [
    "command": [], "builtin": [], "exec": ["-a"], "env": ["-u", "--unset", "-C", "--chdir"],
    "sudo": [
      "-u", "--user", "-g", "--group", "-h", "--host", "-p", "--prompt", "-C", "-D", "-R", "-T", "-U", "-r", "-t",
    ],
    "nice": ["-n", "--adjustment"], "nohup": [], "time": ["-f", "--format", "-o", "--output"],
    "timeout": ["-k", "--kill-after", "-s", "--signal"], "stdbuf": ["-i", "-o", "-e"], "npx": ["-p", "--package"],
    "xvfb-run": ["-n", "-s", "-e", "-f", "-p", "-w"],
  ]

  /// The variable that an option of `env` takes away: `-u NAME`, `-uNAME`, `--unset NAME`, `--unset=NAME`.
  private static func unset(_ option: String, _ next: String?) -> String? {
    if option == "-u" || option == "--unset" { return next }
    guard let head = ["--unset=", "-u"].first(where: option.hasPrefix) else { return nil }
    return String(option.dropFirst(head.count))
  }

  private func drop(_ command: inout ShellCommand, _ values: inout [ShellValue], count: Int) {
    command.words.removeFirst(count)
    values.removeFirst(count)
  }

  /// `NAME=value` as a word: what `export` and `env` take.
  static func assignment(_ word: ShellWord, _ value: ShellValue) -> (name: Located<String>, variable: ShellVariable)? {
    guard case .literal(let head)? = value.parts.first, let equals = head.utf8.firstIndex(of: UInt8(ascii: "=")),
      equals > head.startIndex
    else { return nil }
    let name = String(head[..<equals])
    guard name.utf8.allSatisfy({ $0 == 0x5F || ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }) else { return nil }
    var value = value
    value.parts[0] = .literal(String(head[head.index(after: equals)...]))
    let start = word.span.range.lowerBound
    let isPlain = word.source.utf8.starts(with: "\(name)=".utf8)
    let nameSpan = SourceSpan(
      file: word.span.file,
      range: isPlain ? start..<start + name.utf8.count : word.span.range
    )
    let source = isPlain ? String(word.source.dropFirst(name.count + 1)) : word.source
    return (
      Located(name, at: nameSpan),
      ShellVariable(value.joined, isExported: true, name: Located(name, at: nameSpan), source: source, at: word.span)
    )
  }
}
