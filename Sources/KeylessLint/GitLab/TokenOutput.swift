import KeylessCIHalf
import KeylessSource

/// What the commands of a job's scripts give out of one of its tokens: of the variable, or of a file that holds it by then.
struct TokenOutput {
  /// Where it comes from.
  private enum Origin {
    case text(SourceSpan)
    /// All variables, a line each.
    case environment(SourceSpan)

    var span: SourceSpan {
      switch self {
      case .text(let span), .environment(let span): span
      }
    }
  }

  /// A file as the script names it.
  private struct File: Hashable {
    let value: ShellValue
    /// Nil where the name says it all.
    let folder: String?

    init(_ value: ShellValue, in folder: String?) {
      self.value = value.joined
      guard case .literal(let head)? = value.parts.first, !head.hasPrefix("/") else {
        self.folder = nil
        return
      }
      self.folder = folder
    }
  }

  private let token: String
  private var files: Set<File> = []
  /// How many commands are still looked at for the one that is asked about: groups that read from groups are as many ways
  /// as the product of their sizes.
  private var budget = 0
  /// How many pipes one behind the other.
  private var depth = 0

  init(_ token: String) { self.token = token }

  /// What brings the token into the job's log, where the command does that.
  mutating func printed(by step: ShellStep) -> SourceSpan? {
    budget = 1_000
    return step.output == .log ? origin(step)?.span : nil
  }

  /// The files that the command writes the token to; later commands find it there.
  mutating func written(by step: ShellStep) -> [(value: ShellValue, word: ShellWord)] {
    budget = 1_000
    var targets: [(value: ShellValue, word: ShellWord)] = []
    if case .file(let value, let word) = step.output, origin(step) != nil { targets.append((value, word)) }
    let named = Self.named(step)
    switch step.tool {
    case "tee": if read(step) != nil { targets += named.map { ($0.value, $0.word) } }
    case "cp", "mv", "install":
      if let last = named.last, named.dropLast().contains(where: { holds($0.value, step) }) {
        targets.append((last.value, last.word))
      }
    default: break
    }
    for target in targets { files.insert(File(target.value, in: step.folder)) }
    return targets
  }

  /// Programs that hand on what they read, changed or not.
  private static let filters: Set<String> = [
    "base64", "cat", "fold", "head", "hexdump", "less", "more", "nl", "od", "rev", "sort", "strings",
    "tac", "tail", "tee", "tr", "xxd",
  ]

  private mutating func origin(_ step: ShellStep) -> Origin? {
    let tool = step.tool ?? ""
    if GitLabRequests.writers.contains(tool), GitLabRequests.holds(token, step) {
      return .text(step.arguments.first { GitLabRequests.holds(token, $0.value) }?.word.span ?? step.span)
    }
    if printsEnvironment(step) { return .environment(step.span) }
    let named = Self.named(step)
    switch tool {
    case "printenv": return named.first { $0.value.text == token }.map { .text($0.word.span) }
    case "grep", "egrep", "fgrep":
      guard case .environment? = read(step), finds(step) else { return nil }
      return .text(step.span)
    case "head", "tail":
      // The first bytes are those of the header alone.
      if step.arguments.contains(where: { $0.value.text?.hasPrefix("-c") == true }) { return nil }
    default: break
    }
    guard Self.filters.contains(tool) else { return nil }
    if tool != "tee", let file = named.first(where: { holds($0.value, step) }) { return .text(file.word.span) }
    guard let read = read(step) else { return nil }
    if case .environment = read { return tool == "head" || tool == "tail" ? nil : .environment(step.span) }
    return .text(step.span)
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

  private func printsEnvironment(_ step: ShellStep) -> Bool {
    guard !step.unset.contains(token) else { return false }
    let words = step.arguments.map(\.value.text)
    switch step.tool {
    case "env", "printenv", "set": return words.isEmpty
    case "export": return words.isEmpty || words == ["-p"]
    case "declare", "typeset":
      return words.isEmpty || ["-p", "-x", "-px", "-xp"].contains(words.first) && words.count == 1
    default: return false
    }
  }

  /// Whether a search in all variables finds the token's line for sure.
  private func finds(_ step: ShellStep) -> Bool {
    let options = step.arguments.compactMap(\.value.text).filter { $0.hasPrefix("-") }
    guard options.allSatisfy({ $0.hasPrefix("--color") || $0.dropFirst().allSatisfy("EFain".contains) }) else {
      return false
    }
    let named = Self.named(step)
    guard named.count == 1, var wanted = named[0].value.text else { return false }
    let isAnchored = wanted.hasPrefix("^")
    if isAnchored { wanted.removeFirst() }
    // Anything else may be an expression.
    guard wanted.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) else { return false }
    let ignoresCase = options.contains { !$0.hasPrefix("--") && $0.contains("i") }
    let name = ignoresCase ? token.lowercased() : token
    if ignoresCase { wanted = wanted.lowercased() }
    return isAnchored ? name.hasPrefix(wanted) : name.contains(wanted)
  }

  private func holds(_ file: ShellValue, _ step: ShellStep) -> Bool { files.contains(File(file, in: step.folder)) }

  /// Its words that are no options.
  private static func named(_ step: ShellStep) -> [(word: ShellWord, value: ShellValue)] {
    step.arguments.filter { $0.value.text?.hasPrefix("-") != true }
  }
}
