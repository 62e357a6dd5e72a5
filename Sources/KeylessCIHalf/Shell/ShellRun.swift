package import KeylessSource

/// Plays a script without running anything: goes through its commands in order, with the variables and the folder each
/// would have.
///
/// Where it depends on something unknown, both ways are gone, and what differs afterwards is unknown. Loops and functions
/// are followed within a bound.
package struct ShellRun {
  package var state: ShellState
  package private(set) var steps: [ShellStep] = []
  /// The state in which each step runs.
  package private(set) var states: [ShellState] = []
  package private(set) var unknowns: [Located<String>] = []
  /// What a variable is that no line of the script sets.
  private let outside: @Sendable (String) -> ShellValue.Part
  private var isSure = true
  private var calls = 0
  private var budget = 3000
  /// Where the output of what runs now goes.
  private var output = ShellStep.Output.log
  private var piped: [ShellStep] = []

  package init(_ state: ShellState, outside: @escaping @Sendable (String) -> ShellValue.Part) {
    self.state = state
    self.outside = outside
  }

  /// Plays a script to its end; another one goes on in the same shell.
  package mutating func play(_ text: ScriptText) {
    var parser = ShellParser(text)
    let items = parser.script()
    unknowns += parser.unknowns
    play(items)
  }

  package mutating func play(_ items: [ShellItem]) {
    for item in items where !state.isOver { _ = play(item) }
  }

  // MARK: Items

  /// Whether it succeeds, where that is known.
  private mutating func play(_ item: ShellItem) -> Bool? {
    switch item {
    case .command(let command): return play(command)
    case .pipeline(let items): return pipeline(items)
    case .and(let left, let right):
      let status = play(left) ?? (Self.shouldSucceed(left) ? true : nil)
      guard status != false, !state.isOver else { return status }
      if status == true { return play(right) }
      choose([[right], []])
      return nil
    case .or(let left, let right):
      let status = play(left)
      guard status != true, !state.isOver else { return status }
      if status == false { return play(right) }
      choose([[], [right]])
      return nil
    case .subshell(let items, let redirections):
      let before = state
      redirected(redirections) { $0.play(items) }
      state = before
      return nil
    case .group(let items, let redirections):
      redirected(redirections) { $0.play(items) }
      return nil
    case .choice(let asked, let bodies, let isTotal):
      return choice(asked, bodies, isTotal: isTotal)
    case .loop(let variable, let words, let asked, let body):
      loop(variable, words, asked, body)
      return nil
    case .function(let name, let body):
      state.functions[name] = body
      return true
    }
  }

  private mutating func choice(_ asked: [ShellItem], _ bodies: [[ShellItem]], isTotal: Bool) -> Bool? {
    var status: Bool?
    for item in asked where !state.isOver { status = play(item) }
    if bodies.count == 1, asked.count == 1, let status {
      if status { play(bodies[0]) }
      return nil
    }
    choose(bodies + (isTotal ? [] : [[]]))
    return nil
  }

  private mutating func loop(_ variable: String?, _ words: [ShellWord], _ asked: [ShellItem], _ body: [ShellItem]) {
    let values = words.map { evaluate($0) }
    let texts = values.compactMap(\.text)
    if let variable, !words.isEmpty, texts.count == words.count, texts.count <= 16,
      !texts.contains(where: { $0.utf8.contains(UInt8(ascii: "*")) })
    {
      for (text, word) in zip(texts, words) where !state.isOver {
        state.variables[variable] = ShellVariable(
          ShellValue(text),
          isExported: false,
          source: word.source,
          at: word.span
        )
        play(body)
      }
      return
    }
    if let variable {
      let reason = "`\(variable)` goes through values that are not known"
      let origin = "loop \(steps.count) \(variable)"
      state.variables[variable] = ShellVariable(ShellValue([.unknown(reason, origin: origin)]), isExported: false)
    }
    play(asked)
    choose([body, []])
  }

  private mutating func pipeline(_ items: [ShellItem]) -> Bool? {
    let before = state
    let outer = (output, piped)
    for (index, item) in items.enumerated() {
      let first = steps.count
      output = index + 1 < items.count ? .pipe : outer.0
      _ = play(item)
      piped = Array(steps[first...])
      state = before
    }
    (output, piped) = outer
    return nil
  }

  /// Goes every way from here, and on with what they have in common.
  private mutating func choose(_ ways: [[ShellItem]]) {
    let before = state
    let wasSure = isSure
    isSure = false
    var ends: [ShellState] = []
    for way in ways {
      state = before
      play(way)
      ends.append(state)
    }
    isSure = wasSure
    let open = ends.filter { !$0.isOver }
    state = open.isEmpty ? ends.first ?? before : merged(open)
  }

  private func merged(_ states: [ShellState]) -> ShellState {
    guard var result = states.first, states.count > 1 else { return states.first ?? state }
    for other in states.dropFirst() {
      for name in Set(result.variables.keys).union(other.variables.keys) {
        let left = result.variables[name]
        let right = other.variables[name]
        guard left?.value != right?.value || left?.isUnset != right?.isUnset else { continue }
        if left == nil && right?.isUnset == true || right == nil && left?.isUnset == true {
          result.variables[name] = nil
          continue
        }
        let reason = "`\(name)` does not get the same value on every way through the script"
        result.variables[name] = ShellVariable(
          ShellValue([.unknown(reason, origin: "ways \(steps.count) \(name)")]),
          isExported: left?.isExported == true || right?.isExported == true,
          name: left?.name ?? right?.name,
          source: left?.source ?? right?.source ?? "",
          at: left?.span ?? right?.span
        )
      }
      if result.folder != other.folder { result.folder = nil }
      if result.sourced.count < other.sourced.count { result.sourced = other.sourced }
      result.functions.merge(other.functions) { mine, _ in mine }
    }
    return result
  }

  private mutating func redirected(_ redirections: [ShellCommand.Redirection], _ body: (inout ShellRun) -> Void) {
    let outer = output
    if let last = redirections.last(where: { Self.isOutput($0) }) {
      output = .file(evaluate(last.target), last.target)
    }
    body(&self)
    output = outer
  }

  private static func isOutput(_ redirection: ShellCommand.Redirection) -> Bool {
    (redirection.kind == .output || redirection.kind == .append) && (redirection.descriptor ?? 1) == 1
  }

  /// Programs whose failure would end the job, or which do not fail: what follows `&&` is meant to run.
  private static func shouldSucceed(_ item: ShellItem) -> Bool {
    guard case .command(let command) = item else { return false }
    guard let name = command.words.first else { return true }
    return ["cd", "mkdir", "umask", "export", "printf", "echo", "set", "chmod", "touch", "pushd", "popd", "install"]
      .contains(name.text ?? "")
  }

  // MARK: Commands

  private mutating func play(_ command: ShellCommand) -> Bool? {
    budget -= 1
    guard budget > 0 else {
      if budget == 0 { unknowns.append(Located("the script takes more than 3000 steps", at: command.span)) }
      state.hasEnded = true
      return nil
    }
    var assigned: [String: ShellVariable] = [:]
    for assignment in command.assignments {
      var value = evaluate(assignment.value)
      let old = state.variables[assignment.name.value]
      if assignment.appends {
        value = ShellValue((old?.value ?? self.value(of: assignment.name.value)).parts + value.parts)
      }
      assigned[assignment.name.value] = ShellVariable(
        value.joined,
        isExported: old.map { $0.isExported } ?? false,
        name: assignment.name,
        source: assignment.value.source,
        at: assignment.value.span
      )
    }
    let values = command.words.map { evaluate($0) }
    guard !command.words.isEmpty else {
      state.variables.merge(assigned) { _, new in new }
      return true
    }
    return unwrapped(command, values, assigned)
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
    while let name = values.first?.text, Self.wrappers.contains(name), values.count > 1 {
      command.words.removeFirst()
      values.removeFirst()
      if name == "timeout", values.count > 1 { drop(&command, &values, while: { $0.hasPrefix("-") }) }
      if name == "timeout", values.count > 1 { drop(&command, &values, count: 1) }
      drop(&command, &values, while: { $0.hasPrefix("-") })
      while name == "env" || name == "sudo", values.count > 1,
        let assignment = Self.assignment(command.words[0], values[0])
      {
        assigned[assignment.name.value] = assignment.variable
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
    for redirection in command.redirections {
      if Self.isOutput(redirection) { step.output = .file(evaluate(redirection.target), redirection.target) }
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
    return builtIn(step)
  }

  private static let wrappers: Set<String> = [
    "command", "builtin", "exec", "sudo", "env", "nice", "nohup", "time", "timeout", "stdbuf", "npx", "xvfb-run",
  ]

  private func drop(_ command: inout ShellCommand, _ values: inout [ShellValue], count: Int) {
    command.words.removeFirst(count)
    values.removeFirst(count)
  }

  private func drop(_ command: inout ShellCommand, _ values: inout [ShellValue], while matches: (String) -> Bool) {
    while values.count > 1, let text = values[0].text, matches(text) { drop(&command, &values, count: 1) }
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

  private mutating func builtIn(_ step: ShellStep) -> Bool? {
    switch step.tool {
    case "export", "declare", "typeset", "local", "readonly":
      declare(step)
      return true
    case "unset":
      for argument in step.arguments {
        guard let name = argument.value.text, !name.hasPrefix("-") else { continue }
        var variable = ShellVariable(ShellValue(""), isExported: false)
        variable.isUnset = true
        state.variables[name] = variable
      }
      return true
    case "cd", "pushd":
      if step.tool == "pushd" { state.folders.append(state.folder) }
      state.folder = folder(step.arguments.last { $0.value.text != "--" }?.value)
      return nil
    case "popd":
      state.folder = state.folders.popLast() ?? nil
      return nil
    case "exit":
      state.hasEnded = true
      return nil
    case "return":
      state.hasReturned = true
      return nil
    case "eval": return evaluated(step)
    case "sh", "bash", "dash", "ash", "zsh": return shell(step)
    case ".", "source":
      let name = step.arguments.first?.word.source ?? ""
      state.sourced.append(Located("`\(name)` is read into the script and may set any variable", at: step.span))
      return nil
    case "[", "test": return Self.test(step)
    case "true", ":": return true
    case "false": return false
    case let name?:
      guard let body = state.functions[name], calls < 8 else { return nil }
      calls += 1
      play(body)
      calls -= 1
      state.hasReturned = false
      return nil
    case nil: return nil
    }
  }

  private mutating func declare(_ step: ShellStep) {
    let exports = step.tool == "export" || step.arguments.contains { $0.value.text?.hasPrefix("-x") == true }
    for (word, value) in step.arguments {
      if let (name, variable) = Self.assignment(word, value) {
        var variable = variable
        variable.isExported = exports || state.variables[name.value]?.isExported == true
        state.variables[name.value] = variable
      } else if let name = value.text, !name.hasPrefix("-") {
        if exports, state.variables[name] != nil { state.variables[name]?.isExported = true }
      } else if case .substitution(let items, let source)? = word.parts.first {
        for name in Self.names(in: items) {
          let reason = "`\(name)` is what `\(source)` prints"
          state.variables[name] = ShellVariable(
            ShellValue([.unknown(reason, origin: "printed \(word.span.range.lowerBound) \(name)")]),
            isExported: exports,
            name: Located(name, at: word.span),
            source: source,
            at: word.span
          )
        }
      }
    }
  }

  /// The names in `export $(printf "A=%s B=%s" …)`.
  private static func names(in items: [ShellItem]) -> [String] {
    guard items.count == 1, case .command(let command) = items[0], command.words.count > 1,
      command.words[0].text == "printf", let format = command.words[1].text
    else { return [] }
    return format.split { $0 == " " || $0 == "\n" }.compactMap { piece in
      guard let equals = piece.firstIndex(of: "="), equals > piece.startIndex else { return nil }
      return String(piece[..<equals])
    }
  }

  /// A folder as `cd` takes it, relative to the project's root.
  func folder(_ value: ShellValue?) -> String? {
    guard let value else { return nil }
    if value.parts.first == .predefined("CI_PROJECT_DIR") || value.parts.first == .predefined("GITHUB_WORKSPACE") {
      guard let rest = ShellValue(Array(value.parts.dropFirst())).text else { return nil }
      if rest.isEmpty { return "" }
      return rest.utf8.first == UInt8(ascii: "/") ? SourceTree.resolve(String(rest.dropFirst()), in: "") : nil
    }
    guard let text = value.text, !text.isEmpty, let folder = state.folder, text != "-", !text.hasPrefix("~") else {
      return nil
    }
    return SourceTree.resolve(text, in: folder)
  }

  private mutating func evaluated(_ step: ShellStep) -> Bool? {
    var parts: [ShellValue.Part] = []
    for (index, argument) in step.arguments.enumerated() {
      if index > 0 { parts.append(.literal(" ")) }
      parts += argument.value.parts
    }
    guard let text = ShellValue(parts).text, calls < 8 else {
      state.sourced.append(Located("what `eval` runs is not known and may set any variable", at: step.span))
      return nil
    }
    let places = ScalarPlaces(count: text.utf8.count, at: step.span.range)
    var parser = ShellParser(ScriptText(text, places: places, at: step.span))
    let items = parser.script()
    calls += 1
    defer { calls -= 1 }
    var status: Bool?
    for item in items where !state.isOver { status = play(item) }
    return status
  }

  /// `sh -c '…'`: a shell of its own, with what is exported.
  private mutating func shell(_ step: ShellStep) -> Bool? {
    let arguments = step.arguments
    guard
      let flag = arguments.firstIndex(where: {
        $0.value.text?.hasPrefix("-") == true && $0.value.text?.hasSuffix("c") == true
      }),
      flag + 1 < arguments.count, let text = arguments[flag + 1].value.text, calls < 8
    else { return nil }
    let span = arguments[flag + 1].word.span
    var parser = ShellParser(ScriptText(text, places: ScalarPlaces(count: text.utf8.count, at: span.range), at: span))
    let items = parser.script()
    let before = state
    state.variables = state.variables.filter { $0.value.isExported }
    state.variables.merge(step.assigned) { _, new in new }
    calls += 1
    play(items)
    calls -= 1
    state = before
    return nil
  }

  private static func test(_ step: ShellStep) -> Bool? {
    var words = step.arguments.map(\.value)
    if step.tool == "[", words.last?.text == "]" { words.removeLast() }
    if words.count == 2, let operation = words[0].text, operation == "-n" || operation == "-z" {
      let value = words[1].joined
      if value.parts.contains(where: { if case .literal = $0 { true } else { false } }) { return operation == "-n" }
      return value.parts.isEmpty ? operation == "-z" : nil
    }
    if words.count == 3, let left = words[0].text, let right = words[2].text, let operation = words[1].text {
      switch operation {
      case "=", "==": return left == right
      case "!=": return left != right
      default: return nil
      }
    }
    return nil
  }

  // MARK: Values

  /// What a variable is worth here.
  package func value(of name: String) -> ShellValue {
    if let variable = state.variables[name] { return variable.value }
    return ShellValue([outside(name)])
  }

  /// What a word is worth here; what runs in it runs.
  private mutating func evaluate(_ word: ShellWord) -> ShellValue { evaluate(word.parts, word.span) }

  private mutating func evaluate(_ parts: [ShellWord.Part], _ span: SourceSpan) -> ShellValue {
    var out: [ShellValue.Part] = []
    for part in parts {
      switch part {
      case .literal(let text, _): out.append(.literal(text))
      case .variable(let name, nil): out += value(of: name).parts
      case .variable(let name, let other?):
        let variable = state.variables[name]
        if let variable, variable.value.joined.parts.isEmpty {
          out += evaluate(other, span).parts
        } else if variable == nil, case .unknown = outside(name) {
          let reason = "`$\(name)` is set nowhere in these files, and it may be set in the settings"
          out.append(.unknown(reason, origin: "default \(name)"))
        } else {
          out += value(of: name).parts
        }
      case .presence(let name, let with):
        if let variable = state.variables[name] {
          if !variable.isUnset { out += evaluate(with, span).parts }
        } else if case .predefined = outside(name) {
          out += evaluate(with, span).parts
        } else {
          out.append(.unknown("whether `$\(name)` is set is not known", origin: "presence \(name)"))
        }
      case .substitution(let items, let source): out += substitution(items, source, span).parts
      case .open(let text): out.append(.unknown("`\(text)` is not known", origin: text))
      case .expansion(let text):
        out.append(.unknown("`\(text)` is not computed", origin: "\(span.range.lowerBound) \(text)"))
      }
    }
    return bounded(ShellValue(out).joined, span)
  }

  /// A value that doubles with every line would outgrow any memory.
  private func bounded(_ value: ShellValue, _ span: SourceSpan) -> ShellValue {
    var size = 0
    for case .literal(let text) in value.parts { size += text.utf8.count }
    guard size > 1 << 16 || value.parts.count > 256 else { return value }
    return ShellValue([.unknown("it is too long", origin: "long \(span.file) \(span.range.lowerBound)")])
  }

  private mutating func substitution(_ items: [ShellItem], _ source: String, _ span: SourceSpan) -> ShellValue {
    let first = steps.count
    let before = (state, output, piped)
    (output, piped) = (.captured, [])
    play(items)
    (state, output, piped) = before
    if items.count == 1, case .command = items[0], steps.count > first, let printed = printed(steps[steps.count - 1]) {
      return printed
    }
    let reason = "what `\(source.prefix(80))` prints is not known"
    return ShellValue([.unknown(reason, origin: "\(span.file) \(span.range.lowerBound) \(source)")])
  }

  /// What `printf %s` and `echo` print.
  package func printed(_ step: ShellStep) -> ShellValue? {
    let arguments = step.arguments.map(\.value)
    switch step.tool {
    case "pwd": return step.folder == "" ? ShellValue([.predefined("CI_PROJECT_DIR")]) : nil
    case "echo":
      guard let first = arguments.first else { return ShellValue("") }
      var rest = arguments
      if first.text == "-n" { rest.removeFirst() }
      return ShellValue(Array(rest.map(\.parts).joined(separator: [.literal(" ")]))).joined
    case "printf":
      guard arguments.count == 2, let format = arguments[0].text else { return nil }
      if ["%s", "%s\n", "%s\\n"].contains(format) { return arguments[1] }
      if format.hasPrefix("%."), format.hasSuffix("s"), let count = Int(format.dropFirst(2).dropLast()) {
        return arguments[1].text.map { ShellValue(String($0.prefix(count))) } ?? cut(arguments[1], count)
      }
      return nil
    default: return nil
    }
  }

  private func cut(_ value: ShellValue, _ count: Int) -> ShellValue {
    let origin = "first \(count) of \(value.parts)"
    return ShellValue([.unknown("only the first \(count) characters of it are used", origin: origin)])
  }
}
