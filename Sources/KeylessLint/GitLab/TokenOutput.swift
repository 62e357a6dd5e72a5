import KeylessCIHalf
import KeylessSource

/// What the commands of a script give out of one token: of a variable that holds it, or of a file that holds it by then.
struct TokenOutput {
  private struct Origin {
    var span: SourceSpan
    /// Whether it is one line of many.
    var isEnvironment = false
    /// Whether it is not the token's own text any more.
    var isChanged = false
  }

  private let token: String
  private let job: GitLabJob
  private(set) var exposures: [TokenExposure] = []
  private var files: Set<ScriptFile> = []
  /// The variables that hold it, and those of them that a program gets.
  private var names: Set<String> = []
  private var exported: Set<String> = []
  /// How many commands are still looked at for the one that is asked about: groups that read from groups are as many ways
  /// as the product of their sizes.
  private var budget = 0
  /// How many pipes one behind the other.
  private var depth = 0

  private init(_ token: String, _ job: GitLabJob) {
    self.token = token
    self.job = job
  }

  /// All of a job, in the order of its scripts.
  static func exposures(of job: GitLabJob) -> [TokenExposure] {
    job.tokens.flatMap { token in
      job.variants.flatMap { variant in
        var output = TokenOutput(token.name.value, job)
        for script in [variant.script, variant.after] {
          for (step, state) in zip(script.steps, script.states) { output.play(step, state) }
        }
        return output.exposures
      }
    }
  }

  private mutating func play(_ step: ShellStep, _ state: ShellState) {
    budget = 1_000
    know(state)
    let origin = origin(step)
    if case .file(let value, let word) = step.output, !Self.isLog(value) {
      let own = step.command.redirections.last { $0.kind == .output || $0.kind == .append }
      // The redirection of a group is that of all its commands.
      write(value, word, step, holds: origin != nil, appends: own?.kind != .output)
    } else if step.output != .pipe, step.output != .captured, let origin {
      let isMasked = origin.isEnvironment && !origin.isChanged
      exposures.append(
        TokenExposure(token: token, way: isMasked ? .printedMasked : .printed, span: origin.span, file: nil)
      )
    }
    copy(step)
  }

  /// Programs that write, move and remove files.
  private mutating func copy(_ step: ShellStep) {
    let (named, options) = (step.operands, step.options)
    switch step.tool {
    case "tee":
      let isRead = read(step) != nil
      let appends = options.contains { ["-a", "--append"].contains($0) }
      for (word, value) in named { write(value, word, step, holds: isRead, appends: appends) }
    case "cp", "mv", "install":
      guard let target = named.last, named.count > 1, !options.contains(where: { $0.hasPrefix("-d") }) else { return }
      let isHeld = named.dropLast().contains { holds($0.value, step) }
      if step.tool == "mv" { for (_, value) in named.dropLast() { forget(value, step) } }
      write(target.value, target.word, step, holds: isHeld, appends: named.count > 2)
    case "rm", "shred": for (_, value) in named { forget(value, step) }
    case "sed" where options.contains { $0.hasPrefix("-i") || $0.hasPrefix("--in-place") }:
      for (_, value) in named { forget(value, step) }
    default: break
    }
  }

  private mutating func write(
    _ value: ShellValue,
    _ word: ShellWord,
    _ step: ShellStep,
    holds: Bool,
    appends: Bool
  ) {
    if !holds { return appends ? () : forget(value, step) }
    guard !Self.isDevice(value) else { return }
    let file = ScriptFile(value, in: step.folder)
    files.insert(file)
    guard case .ofProject(let path) = file else { return }
    // Caches know no exceptions.
    let isExcluded = job.excluded.contains { GitLabPaths.excludes($0, path) }
    if let kept = ((isExcluded ? [] : job.artifacts) + job.caches).first(where: { GitLabPaths.covers($0.value, path) })
    {
      exposures.append(TokenExposure(token: token, way: .kept(kept), span: word.span, file: file))
    } else if job.keepsUntracked, !isExcluded, !path.hasPrefix(".git/") {
      exposures.append(TokenExposure(token: token, way: .kept(nil), span: word.span, file: file))
    }
  }

  /// The file is gone, or holds something else.
  private mutating func forget(_ value: ShellValue, _ step: ShellStep) {
    guard step.isSure else { return }
    let file = ScriptFile(value, in: step.folder)
    guard files.remove(file) != nil else { return }
    exposures.removeAll { $0.file == file }
  }

  private static func isDevice(_ value: ShellValue) -> Bool {
    value.text.map { $0.hasPrefix("/dev/") || $0.hasPrefix("/proc/") } == true
  }

  private static func isLog(_ value: ShellValue) -> Bool {
    ["/dev/stdout", "/dev/stderr", "/dev/tty", "/dev/fd/1", "/dev/fd/2", "/proc/self/fd/1", "/proc/self/fd/2"]
      .contains(value.text)
  }

  private mutating func know(_ state: ShellState) {
    names = []
    exported = []
    if state.variables[token] == nil {
      names = [token]
      exported = [token]
    }
    for (name, variable) in state.variables
    where !variable.isUnset && GitLabRequests.holds(token, variable.value) {
      names.insert(name)
      if variable.isExported { exported.insert(name) }
    }
  }

  /// What brings the token into what the command prints.
  private mutating func origin(_ step: ShellStep) -> Origin? {
    switch step.tool {
    case "echo", "printf":
      // Into a variable, or the first characters alone.
      if step.tool == "printf", let first = step.arguments.first?.value.text, first == "-v" || first.contains("%.") {
        return nil
      }
      return step.arguments.first { GitLabRequests.holds(token, $0.value) }.map { Origin(span: $0.word.span) }
    case "printenv" where !step.arguments.isEmpty:
      let given = given(to: step)
      return step.arguments.first { $0.value.text.map(given.contains) == true }.map { Origin(span: $0.word.span) }
    case "grep", "egrep", "fgrep":
      guard let read = read(step), read.isEnvironment, !read.isChanged, finds(step) else { return nil }
      return Origin(span: step.span, isEnvironment: true)
    default:
      if printsEnvironment(step) { return Origin(span: step.span, isEnvironment: true) }
      return TokenFilter(step).flatMap { filtered(step, $0) }
    }
  }

  private mutating func filtered(_ step: ShellStep, _ filter: TokenFilter) -> Origin? {
    var origin: Origin?
    if !filter.operands.isEmpty {
      origin = filter.operands.first { holds($0.value, step) }.map { Origin(span: $0.word.span) }
    } else if let input = step.input {
      origin = holds(input, step) ? Origin(span: step.span) : nil
    } else if let text = step.text {
      origin = GitLabRequests.holds(token, text) ? Origin(span: step.span) : nil
    } else {
      origin = read(step)
      origin?.span = step.span
    }
    if filter.isPart, origin?.isEnvironment == true { return nil }
    if filter.isChanging { origin?.isChanged = true }
    return origin
  }

  /// What it is given by the commands in front of it.
  private mutating func read(_ step: ShellStep) -> Origin? {
    guard depth < 16 else { return nil }
    depth += 1
    defer { depth -= 1 }
    for given in step.piped where given.output == .pipe {
      budget -= 1
      guard budget > 0 else { return nil }
      if let origin = origin(given) { return origin }
    }
    return nil
  }

  /// The variables with the token that the command gets.
  private func given(to step: ShellStep) -> Set<String> {
    var given = step.isCleared ? [] : exported.subtracting(step.unset)
    for (name, variable) in step.assigned {
      if GitLabRequests.holds(token, variable.value) { given.insert(name) } else { given.remove(name) }
    }
    return given
  }

  private func printsEnvironment(_ step: ShellStep) -> Bool {
    let words = step.arguments.map(\.value.text)
    switch step.tool {
    case "env", "printenv": return words.isEmpty && !given(to: step).isEmpty
    case "export": return (words.isEmpty || words == ["-p"]) && !exported.isEmpty
    case "set": return words.isEmpty && !names.isEmpty
    case "declare", "typeset":
      return (words.isEmpty || words == ["-p"]) && !names.isEmpty || words == ["-x"] && !exported.isEmpty
    default: return false
    }
  }

  /// Whether a search in all variables finds the token's line for sure.
  private func finds(_ step: ShellStep) -> Bool {
    let (named, options) = (step.operands, step.options)
    guard options.allSatisfy({ $0.hasPrefix("--color") || $0.dropFirst().allSatisfy("EFain".contains) }) else {
      return false
    }
    guard named.count == 1, var wanted = named[0].value.text else { return false }
    let isAnchored = wanted.hasPrefix("^")
    if isAnchored { wanted.removeFirst() }
    // Anything else may be an expression.
    guard wanted.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "=") }) else {
      return false
    }
    let ignoresCase = options.contains { !$0.hasPrefix("--") && $0.contains("i") }
    if ignoresCase { wanted = wanted.lowercased() }
    return exported.map { (ignoresCase ? $0.lowercased() : $0) + "=" }
      .contains { isAnchored ? $0.hasPrefix(wanted) : $0.contains(wanted) }
  }

  private func holds(_ file: ShellValue, _ step: ShellStep) -> Bool {
    files.contains(ScriptFile(file, in: step.folder))
  }
}
