import KeylessSource

/// A simple command: assignments, words and redirections, in the order they come.
extension ShellParser {
  mutating func simple() -> ShellItem? {
    let start = at
    var command = ShellCommand(span: text.span(of: at..<at))
    var last = at
    while true {
      skipBlanks()
      guard at < end else { break }
      if command.redirections.count < 64, let next = redirection() {
        command.redirections.append(next)
        last = at
        continue
      }
      guard !isOperator(at), bytes[at] != UInt8(ascii: "#") else { break }
      if command.words.isEmpty, let assignment = assignment() {
        command.assignments.append(assignment)
      } else if let next = word() {
        command.words.append(next)
        let ahead = at
        if command.words.count == 1, command.assignments.isEmpty, starts("(") {
          at += 1
          skipBlanks()
          if starts(")") {
            at += 1
            return function(next.source)
          }
          at = ahead
          break
        }
      } else {
        break
      }
      last = at
    }
    guard last > start else { return nil }
    command.span = text.span(of: start..<last)
    return .command(command)
  }

  mutating func assignment() -> ShellCommand.Assignment? {
    var index = at
    guard index < end, isNameStart(bytes[index]) else { return nil }
    while index < end, isName(bytes[index]) { index += 1 }
    let name = at..<index
    var appends = false
    if index + 1 < end, bytes[index] == UInt8(ascii: "+"), bytes[index + 1] == UInt8(ascii: "=") {
      appends = true
      index += 1
    }
    guard index < end, bytes[index] == UInt8(ascii: "=") else { return nil }
    at = index + 1
    if at < end, bytes[at] == UInt8(ascii: "("), let close = closing(")") {
      // An array of bash has no single value.
      let span = at..<close
      at = close
      return ShellCommand.Assignment(
        name: Located(text.text(name), at: text.span(of: name)),
        value: ShellWord(
          parts: [.expansion(text.text(span))],
          span: text.span(of: span),
          source: text.text(span)
        ),
        appends: appends
      )
    }
    let place = at
    let value =
      word() ?? ShellWord(parts: [], span: text.span(of: name.lowerBound..<place), source: "")
    return ShellCommand.Assignment(
      name: Located(text.text(name), at: text.span(of: name)),
      value: value,
      appends: appends
    )
  }
}
