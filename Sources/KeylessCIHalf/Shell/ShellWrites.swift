import KeylessSource

/// Finds what the steps of a script do to the files where AWS tools look for profiles.
enum ShellWrites {
  private static let names = ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"]

  /// Most writes of one job that are followed, and how much text: each command has the files that all of them leave.
  private static let most = 64
  private static let largest = 1 << 14

  /// The commands of a script, and of the one that runs behind it whether it has failed or not, each with what was written
  /// before it.
  static func commands(_ script: ShellRun, behind after: ShellRun) -> [JobCommand] {
    var (commands, writes): ([JobCommand], [JobWrite]) = ([], [])
    for (run, isBehind) in [(script, false), (after, true)] {
      if isBehind { writes = unsure(writes) }
      for (step, state) in zip(run.steps, run.states) {
        if var command = ShellTools.command(step) {
          command.writes = writes
          commands.append(command)
        }
        note(step, state, in: &writes)
      }
    }
    return commands
  }

  /// The same where it is not known whether they are done.
  static func unsure(_ writes: some Sequence<JobWrite>) -> [JobWrite] {
    writes.map { write in
      var write = write
      write.isSure = false
      return write
    }
  }

  /// Notes what a step writes.
  static func note(_ step: ShellStep, _ state: ShellState, in writes: inout [JobWrite]) {
    guard isFollowed(writes) else { return }
    add(self.writes(step, state), to: &writes)
  }

  /// Adds writes up to the bound, behind which every file may be another.
  static func add(_ more: [JobWrite], to writes: inout [JobWrite]) {
    for write in more where isFollowed(writes) {
      let size = (writes + [write]).reduce(0) { $0 + $1.size }
      if writes.count < most, size <= largest {
        writes.append(write)
      } else {
        let reason = "is one of the files that the job writes too often to be followed"
        writes.append(JobWrite(path: nil, .anything(reason), isSure: true, at: write.span))
      }
    }
  }

  private static func isFollowed(_ writes: [JobWrite]) -> Bool {
    if case .anything? = writes.last?.content { false } else { true }
  }

  private static func writes(_ step: ShellStep, _ state: ShellState) -> [JobWrite] {
    if step.tool == "aws", step.arguments.first?.value.text == "configure" {
      return configured(step, state).map { [$0] } ?? []
    }
    let targets = targets(of: step, state)
    if !targets.isEmpty {
      let text = step.printedText.flatMap { $0.size <= ShellValue.largest ? $0.joined : nil }
      return targets.prefix(most + 1).map { target in
        let path = target.value.text(source: target.word.source, at: target.word.span)
        guard !hasPattern(target.word.source) else {
          let reason = "is written by the job under a name that is not followed"
          return JobWrite(path: nil, .unknown(reason), isSure: step.isSure, at: step.span)
        }
        guard let text, target.isWhole else {
          let reason = "is what `\(step.tool ?? "a command")` prints"
          return JobWrite(path: path, .unknown(reason), isSure: step.isSure, at: step.span)
        }
        let written = text.text(source: target.word.source, at: step.span)
        let content: JobWrite.Content = target.appends ? .appended(written) : .whole(written)
        return JobWrite(path: path, content, isSure: step.isSure, at: step.span)
      }
    }
    guard !harmless.contains(step.tool ?? ""), step.arguments.contains(where: { isProfiles($0.word, $0.value, state) })
    else { return [] }
    let reason = "may be changed by `\(step.tool ?? "a command")`"
    return [JobWrite(path: nil, .unknown(reason), isSure: step.isSure, at: step.span)]
  }

  /// Programs that change nothing in the files that they are given.
  private static let harmless: Set<String> = [
    "mkdir", "chmod", "chown", "test", "[", "[[", "ls", "cat", "grep", "export", "echo", "printf", "touch", "stat",
  ]

  /// `isWhole`: no other command's output goes there too, as in `{ a; b; } > file` and `{ a; b; } | tee file`.
  private typealias Target = (word: ShellWord, value: ShellValue, appends: Bool, isWhole: Bool)

  /// The files of profiles that its output goes to; `tee` writes all that it is given, and its own output is another.
  private static func targets(of step: ShellStep, _ state: ShellState) -> [Target] {
    var targets: [Target] = []
    if step.tool == "tee" {
      let appends = step.arguments.contains { ["-a", "--append"].contains($0.value.text) }
      let isWhole = step.text != nil || step.piped.count { $0.output == .pipe } == 1
      targets = step.arguments.filter { isProfiles($0.word, $0.value, state) }
        .map { ($0.word, $0.value, appends, isWhole) }
    }
    if case .file(let value, let word) = step.output, isProfiles(word, value, state) {
      let own = step.command.redirections.last { ShellRun.isOutput($0) }
      targets.append((word, value, own?.kind == .append, own != nil))
    }
    return targets
  }

  /// Whether the shell decides which of the folder's files a word names: `~/.aws/*`, `~/.aws/{config,credentials}`.
  private static func hasPattern(_ written: String) -> Bool {
    let parts = written.utf8.filter { $0 != 0x22 && $0 != 0x27 }.split(separator: UInt8(ascii: "/"))
    return zip(parts, parts.dropFirst()).contains { folder, name in
      folder.suffix(4).elementsEqual(".aws".utf8) && name.contains { "*?[{$`".utf8.contains($0) }
    }
  }

  private static func isProfiles(_ word: ShellWord, _ value: ShellValue, _ state: ShellState) -> Bool {
    let written = word.source
    if [".aws/config", ".aws/credentials"].contains(where: { written.hasBytes(inside: $0) }) { return true }
    if hasPattern(written) { return true }
    if written.hasSuffix(".aws") || written.hasSuffix(".aws/") || written.hasSuffix(".aws\"") { return true }
    return names.contains { name in
      written.hasBytes(inside: name)
        || state.variables[name].map { $0.value.joined == value.joined } == true
          && !value.parts.isEmpty
    }
  }
}
