import KeylessSource

/// `export` and its like.
extension ShellRun {
  mutating func declare(_ step: ShellStep) {
    // `export -n` and `declare +x`: the shell keeps it to itself.
    let keeps = step.arguments.contains { $0.value.text == (step.tool == "export" ? "-n" : "+x") }
    let exports = !keeps && step.tool == "export" || step.arguments.contains { $0.value.text?.hasPrefix("-x") == true }
    let isGlobal = step.arguments.contains { $0.value.text.map { $0.hasPrefix("-") && $0.contains("g") } == true }
    let isLocal = ["local", "declare", "typeset"].contains(step.tool) && !isGlobal
    for (word, value) in step.arguments {
      if let (name, variable) = Self.assignment(word, value) {
        if isLocal { state.locals.insert(name.value) }
        var variable = variable
        variable.isExported = exports || !keeps && state.variables[name.value]?.isExported == true
        state.variables[name.value] = variable
      } else if let name = value.text, !name.hasPrefix("-"), !name.hasPrefix("+") {
        if isLocal { state.locals.insert(name) }
        if keeps, state.variables[name] == nil {
          state.variables[name] = ShellVariable(self.value(of: name), isExported: false)
        } else if keeps || exports {
          state.variables[name]?.isExported = exports
        }
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
}
