import KeylessSource

/// What a command begins with decides what it is: `(`, `{`, `if`, `case`, `for`, `while`, a function; else it is simple.
extension ShellParser {
  mutating func command() -> ShellItem? {
    skipBlanks()
    guard at < end else { return nil }
    commands -= 1
    guard commands > 0 else {
      if commands == 0 { unknown("the script has more than \(Self.most) commands", at..<min(end, at + 1)) }
      at = end
      return nil
    }
    if starts("(("), let close = arithmeticEnd(at) {
      defer { at = close }
      return .command(expression("((", at..<close))
    }
    if bytes[at] == UInt8(ascii: "(") {
      at += 1
      let items = list(until: [], close: UInt8(ascii: ")"))
      expect(")")
      return .subshell(items, redirections())
    }
    switch reserved() {
    case "{":
      at += 1
      let items = list(until: ["}"])
      expect("}")
      return .group(items, redirections())
    case "if": return choice()
    case "case": return alternatives()
    case "for", "select": return loop()
    case "while", "until":
      at += 5
      let asked = list(until: ["do"])
      expect("do")
      let body = list(until: ["done"])
      expect("done")
      return wrapped(.loop(variable: nil, words: [], asked: asked, body))
    case "function":
      at += 8
      skipBlanks()
      guard let name = word() else { return nil }
      skipBlanks()
      if starts("(") { at = min(end, at + 1); skipBlanks(); expect(")") }
      return function(name.source)
    case "[[":
      let start = at
      at = closing("]]") ?? lineEnd(at)
      return .command(expression("[[", start..<at))
    default: return simple()
    }
  }

  /// `((…))` and `[[…]]`, whose inside is not computed here.
  private func expression(_ name: String, _ range: Range<Int>) -> ShellCommand {
    let span = text.span(of: range)
    return ShellCommand(
      words: [ShellWord(parts: [.literal(name, isQuoted: false)], span: span, source: name)],
      span: span
    )
  }

  mutating func choice() -> ShellItem {
    at += 2
    var asked = list(until: ["then"])
    expect("then")
    var bodies = [list(until: ["elif", "else", "fi"])]
    var isTotal = false
    while let word = reserved(), word == "elif" || word == "else" {
      at += 4
      if word == "elif" {
        asked += list(until: ["then"])
        expect("then")
      } else {
        isTotal = true
      }
      bodies.append(list(until: ["elif", "else", "fi"]))
    }
    expect("fi")
    return wrapped(.choice(asked: asked, bodies, isTotal: isTotal))
  }

  private mutating func alternatives() -> ShellItem {
    at += 4
    skipBlanks()
    _ = word()
    skipLines()
    expect("in")
    var bodies: [[ShellItem]] = []
    var isTotal = false
    while true {
      skipSeparators()
      guard at < end, reserved() != "esac" else { break }
      if bytes[at] == UInt8(ascii: "(") { at += 1 }
      var patterns: [String?] = []
      skipBlanks()
      while at < end, bytes[at] != UInt8(ascii: ")"), bytes[at] != 0x0A {
        let before = at
        if bytes[at] == UInt8(ascii: "|") { at += 1 } else { patterns.append(word()?.text) }
        skipBlanks()
        if at == before { at += 1 }
      }
      if patterns.contains("*") { isTotal = true }
      expect(")")
      bodies.append(list(until: ["esac"]))
      if starts(";;") { at += starts(";;&") ? 3 : 2 }
    }
    expect("esac")
    return wrapped(.choice(asked: [], bodies, isTotal: isTotal))
  }

  mutating func loop() -> ShellItem {
    at += reserved()?.utf8.count ?? 0
    skipBlanks()
    let variable = word()?.text
    var words: [ShellWord] = []
    skipLines()
    if reserved() == "in" {
      at += 2
      skipBlanks()
      while at < end, !isOperator(at), let next = word() {
        words.append(next)
        skipBlanks()
      }
    }
    skipSeparators()
    expect("do")
    let body = list(until: ["done"])
    expect("done")
    return wrapped(.loop(variable: variable, words: words, asked: [], body))
  }

  /// A compound command with its redirections.
  private mutating func wrapped(_ item: ShellItem) -> ShellItem {
    let redirections = redirections()
    return redirections.isEmpty ? item : .group([item], redirections)
  }

  mutating func function(_ name: String) -> ShellItem {
    depth += 1
    defer { depth -= 1 }
    guard !isTooDeep() else { return .function(name, []) }
    skipLines()
    let body = command()
    return .function(name, body.map { [$0] } ?? [])
  }
}
