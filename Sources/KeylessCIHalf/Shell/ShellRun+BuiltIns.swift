import KeylessSource

/// What the shell does itself instead of starting a program.
extension ShellRun {
  mutating func builtIn(_ step: ShellStep) -> Bool? {
    switch step.tool {
    case "export", "declare", "typeset", "local", "readonly":
      declare(step)
      return true
    case "unset":
      for argument in step.arguments {
        guard let name = argument.value.text, !name.hasPrefix("-") else { continue }
        state.variables[name] = .unset
      }
      return true
    case "read", "mapfile", "readarray", "getopts", "printf":
      given(step)
      return nil
    case "cd", "pushd":
      if step.tool == "pushd" { state.folders.append(state.folder) }
      state.folder = folder(step.arguments.last { $0.value.text != "--" }?.value)
      return nil
    case "popd":
      state.folder = state.folders.popLast() ?? nil
      return nil
    case "exit":
      state.left = .script
      state.isFailed = (step.arguments.first?.value.text).flatMap { Int($0) }.map { $0 % 256 != 0 } ?? false
      return nil
    case "return":
      state.left = .function
      return nil
    case "break":
      if let count = loops(step) { state.left = .loops(count) }
      return true
    case "continue":
      if let count = loops(step) { state.left = .round(count) }
      return true
    case "eval": return evaluated(step)
    case "sh", "bash", "dash", "ash", "zsh": return shell(step)
    case ".", "source":
      if calls < 8, let text = sourcing(step) {
        room -= text.bytes.count
        if room > 0 {
          returning { $0.play(text) }
          return nil
        }
      }
      let name = step.arguments.first?.word.source ?? ""
      state.sourced.append(Located("`\(name)` is read into the script and may set any variable", at: step.span))
      return nil
    case "[", "test": return Self.test(step)
    case "true", ":": return true
    case "false": return false
    case let name?:
      guard let bodies = state.functions[name] else { return nil }
      guard calls < 8 else {
        let reason = "functions call each other more than 8 levels deep"
        if unknowns.last?.value != reason { unknowns.append(Located(reason, at: step.span)) }
        return nil
      }
      call(bodies)
      return nil
    case nil: return nil
    }
  }

  /// How many loops `break` and `continue` are for; nil outside of any, where they do nothing.
  private mutating func loops(_ step: ShellStep) -> Int? {
    guard loops > 0 else { return nil }
    guard let argument = step.arguments.first else { return 1 }
    guard let count = argument.value.text.flatMap({ Int($0) }), count > 0 else {
      unknowns.append(Located("how many loops `\(argument.word.source.prefix(80))` leaves is not known", at: step.span))
      return 1
    }
    return min(count, loops)
  }

  private mutating func evaluated(_ step: ShellStep) -> Bool? {
    var parts: [ShellValue.Part] = []
    for (index, argument) in step.arguments.enumerated() {
      if index > 0 { parts.append(.literal(" ")) }
      parts += argument.value.parts
    }
    let joined = ShellValue(parts)
    guard joined.size <= ShellValue.largest, let text = joined.text, calls < 8 else {
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
    guard let script = step.script, let text = script.value.text, calls < 8 else { return nil }
    let span = script.word.span
    var parser = ShellParser(ScriptText(text, places: ScalarPlaces(count: text.utf8.count, at: span.range), at: span))
    let items = parser.script()
    apart { run in
      for (name, variable) in run.state.variables
      where step.isCleared || !variable.isExported && !variable.isUnset {
        // Not as if nobody had set it: then it would be what the job was given.
        run.state.variables[name] = .unset
      }
      for name in step.unset { run.state.variables[name] = .unset }
      run.state.variables.merge(step.assigned) { _, new in new }
      run.calls += 1
      run.play(items)
      run.calls -= 1
    }
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
}
