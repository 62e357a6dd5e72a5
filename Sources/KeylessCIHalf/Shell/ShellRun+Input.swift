import KeylessSource

/// `read` and its like, and `printf -v`: variables get what comes from outside.
extension ShellRun {
  mutating func given(_ step: ShellStep) {
    for (word, value) in Self.receivers(step) {
      guard let name = value.text else {
        let reason = "which variable `\(word.source.prefix(80))` names is not known, and it may be any"
        state.sourced.append(Located(reason, at: step.span))
        continue
      }
      // An element of an array is one of the array's.
      give(String(name.prefix { $0 != "[" }), step, word)
    }
    switch step.tool {
    case "read" where Self.receivers(step).isEmpty: give("REPLY", step, step.command.words[0])
    case "getopts": for name in ["OPTARG", "OPTIND"] { give(name, step, step.command.words[0]) }
    default: break
    }
  }

  private mutating func give(_ name: String, _ step: ShellStep, _ word: ShellWord) {
    guard !name.isEmpty, name.utf8.allSatisfy({ $0 == 0x5F || ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }) else {
      return
    }
    let reason = "`\(name)` is what `\(step.tool ?? "")` gives it"
    state.variables[name] = ShellVariable(
      ShellValue([.unknown(reason, origin: "given \(steps.count) \(name)")]),
      isExported: state.variables[name]?.isExported == true,
      name: Located(name, at: word.span),
      source: word.source,
      at: word.span
    )
  }

  /// The words that name a variable.
  private static func receivers(_ step: ShellStep) -> [(word: ShellWord, value: ShellValue)] {
    let arguments = step.arguments
    switch step.tool {
    case "printf": return arguments.count > 1 && arguments[0].value.text == "-v" ? [arguments[1]] : []
    case "getopts": return Array(arguments.dropFirst().prefix(1))
    default: break
    }
    // Options with a word of their own behind them, alone or last of several; `-a` has a name there.
    let options = step.tool == "read" ? "dinNptu" : "dnOsuCc"
    var found: [(word: ShellWord, value: ShellValue)] = []
    var index = 0
    while index < arguments.count {
      let text = arguments[index].value.text
      if let text, text.hasPrefix("-") {
        if let last = text.last, options.contains(last) { index += 1 }
      } else {
        found.append(arguments[index])
      }
      index += 1
    }
    return found
  }
}
