import KeylessSource

/// What words and variables are worth.
extension ShellRun {
  /// What a variable is worth here.
  package func value(of name: String) -> ShellValue {
    if let variable = state.variables[name] { return variable.value }
    return ShellValue([outside(name)])
  }

  /// What a word is worth here; what runs in it runs.
  mutating func evaluate(_ word: ShellWord) -> ShellValue { evaluate(word.parts, word.span) }

  mutating func evaluate(_ parts: [ShellWord.Part], _ span: SourceSpan) -> ShellValue {
    var out: [ShellValue.Part] = []
    for part in parts {
      switch part {
      case .literal(let text, _): out.append(.literal(text))
      case .variable(let name, nil): out += value(of: name).parts
      case .variable(let name, let other?): out += self.value(of: name, otherwise: other, isFilled: false, span).parts
      case .filled(let name, let other): out += self.value(of: name, otherwise: other, isFilled: true, span).parts
      case .presence(let name, let with, let isFilled):
        switch isThere(name, isFilled: isFilled) {
        case true?: out += evaluate(with, span).parts
        case false?: break
        case nil: out.append(.unknown("whether `$\(name)` is set is not known", origin: "presence \(name)"))
        }
      case .substitution(let items, let source): out += substitution(items, source, span).parts
      case .open(let text): out.append(.unknown("`\(text)` is not known", origin: text))
      case .expansion(let text):
        out.append(.unknown("`\(text)` is not computed", origin: "\(span.range.lowerBound) \(text)"))
      }
    }
    return bounded(ShellValue(out), span)
  }

  /// A value that doubles with every line would outgrow any memory.
  mutating func bounded(_ value: ShellValue, _ span: SourceSpan) -> ShellValue {
    // Parts share their text until they are joined.
    if value.parts.count > 1 { room -= min(value.size, ShellValue.largest) }
    if value.size <= ShellValue.largest, room > 0 {
      let joined = value.joined
      if joined.parts.count <= 256 { return joined }
    }
    return ShellValue([.unknown("it is too long", origin: "long \(span.file) \(span.range.lowerBound)")])
  }

  mutating func substitution(_ items: [ShellItem], _ source: String, _ span: SourceSpan) -> ShellValue {
    let first = steps.count
    let before = (output, piped)
    (output, piped) = (.captured, [])
    apart { $0.play(items) }
    (output, piped) = before
    if items.count == 1, case .command = items[0], steps.count > first, let printed = printed(steps[steps.count - 1]) {
      return printed
    }
    let reason = "what `\(source.prefix(80))` prints is not known"
    return ShellValue([.unknown(reason, origin: "\(span.file) \(span.range.lowerBound) \(source)")])
  }
}
